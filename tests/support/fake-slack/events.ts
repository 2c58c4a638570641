import type { Grants } from './grants.ts';
import type { FakeRules } from './rules.ts';
import { EVENT_SCOPES, MESSAGE_SUBSCRIPTION } from './scopes.ts';
import type { Json } from './text-lint.ts';
import { APP, type FakeChannel, type FakeMessage, type FakeTeamInfo, type Workspace } from './workspace.ts';

export type Said = {
  readonly thread?: string;
  readonly subtype?: string;
  readonly botId?: string;
  /** Times each event is delivered, as when acknowledgements get lost. */
  readonly times?: number;
};

/** An event of the moment `at` (ms) as Slack wraps it; `external`: of a channel that another company shares. */
export function envelope(
  team: FakeTeamInfo,
  event: Json,
  id: string,
  at: number,
  { external = false, orgWide = false } = {},
): Json {
  const installed = { team_id: team.id, enterprise_id: team.enterprise };
  return {
    type: 'event_callback',
    token: 'deprecated',
    ...installed,
    api_app_id: APP,
    event_id: id,
    event_time: Math.floor(at / 1_000),
    is_ext_shared_channel: external,
    authorizations: [{ ...installed, user_id: team.botUser, is_bot: true, is_enterprise_install: orgWide }],
    event,
  };
}

/** Whether the app is subscribed to an event and was granted the scope it takes. */
export function isDelivered(
  subscription: string,
  team: FakeTeamInfo,
  grants: Grants,
  { events }: FakeRules,
): boolean {
  if (events !== null && !events.has(subscription)) return false;
  const scope = EVENT_SCOPES[subscription];
  if (scope === undefined) throw new Error(`The fake Slack knows no event ${subscription}; add its scope.`);
  const mine = grants.all().filter(({ team: of, enterprise }) => {
    return of === team.id || (of === null && enterprise !== null && enterprise === team.enterprise);
  });
  return scope === null || mine.some(({ scopes }) => scopes.has(scope));
}

/** Slack tells an app only of channels it is in; a mention in a channel comes in both forms. */
export function messageEvents(
  workspace: Workspace,
  said: FakeMessage,
  more: Said,
): { readonly subscription: string; readonly event: Json }[] {
  const channel = workspace.channel(said.channel);
  if (!channel.members.has(workspace.team.botUser)) return [];
  const common = {
    user: said.user,
    text: said.text,
    ts: said.ts,
    event_ts: said.ts,
    channel: said.channel,
    ...(said.threadTs === null ? {} : { thread_ts: said.threadTs }),
    ...(more.botId === undefined ? {} : { bot_id: more.botId }),
  };
  const subtype = more.subtype === undefined ? {} : { subtype: more.subtype };
  const message = { type: 'message', channel_type: CHANNEL_TYPE[channel.kind], ...common, ...subtype };
  const heard = { subscription: MESSAGE_SUBSCRIPTION[channel.kind], event: message };
  const mentions = channel.kind !== 'im' && said.text.includes(`<@${workspace.team.botUser}>`);
  return mentions
    ? [{ subscription: 'app_mention', event: { type: 'app_mention', ...common } }, heard]
    : [heard];
}

const CHANNEL_TYPE: Readonly<Record<FakeChannel['kind'], string>> = {
  public: 'channel',
  private: 'group',
  im: 'im',
  mpim: 'mpim',
};
