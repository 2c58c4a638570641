import type { Acknowledged, Line, Outgoing } from './deliver.ts';
import { envelope, isDelivered, messageEvents, type Said } from './events.ts';
import type { Filled } from './form.ts';
import type { Grants } from './grants.ts';
import { type Act, actFields, type Gesture, pressPayload, viewPressPayload } from './press.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { FakeRules } from './rules.ts';
import { submission, takeSubmissionAnswer } from './submissions.ts';
import type { Json } from './text-lint.ts';
import { APP, type FakeEphemeral, type FakeMessage, type FakeView, type Workspace } from './workspace.ts';

/** What people do in a workspace; each act tells the app as Slack would and gives back its answer. */
export type People = {
  /** A slash command as typed, e.g. `/streamchoice 2 s latency`. */
  types(user: string, channel: string, text: string): Promise<Acknowledged>;
  /** A message; delivered as `message` where the app is a member, and as `app_mention` if it mentions the app. */
  says(user: string, channel: string, text: string, more?: Said): Promise<Acknowledged[]>;
  presses(user: string, message: FakeMessage | FakeEphemeral, gesture: Gesture): Promise<Acknowledged>;
  /** A press in an open modal or the Home tab. */
  pressesIn(user: string, view: FakeView, gesture: Gesture): Promise<Acknowledged>;
  /** Send the topmost modal with these answers; what the app answers is done to it. */
  submits(user: string, filled?: Filled): Promise<Acknowledged>;
  /** Close the topmost modal. */
  closes(user: string): Promise<Acknowledged>;
  opensHome(user: string, tab?: 'home' | 'messages'): Promise<Acknowledged[]>;
  /** A shortcut from the menu of a message, or from everywhere. */
  picks(user: string, callbackId: string, message?: FakeMessage): Promise<Acknowledged>;
  /** Bring the app into a channel. */
  invites(user: string, channel: string): Promise<Acknowledged[]>;
  removes(user: string, channel: string): void;
  /** An administrator takes the app out: its tokens die, then both events come. */
  uninstalls(): Promise<Acknowledged[]>;
  /** Any event of the workspace, delivered if the app is subscribed and allowed. */
  tells(subscription: string, event: Json): Promise<Acknowledged[]>;
  /** An event envelope around an inner event. */
  event(event: Json, id?: string): Outgoing;
};

export type PeopleTools = {
  readonly line: Line;
  readonly responses: ResponseUrls;
  readonly rules: FakeRules;
  readonly grants: Grants;
  readonly serverUrl: string;
  readonly now: () => number;
};

export function createPeople(workspace: Workspace, tools: PeopleTools): People {
  const { line, responses, rules, grants, serverUrl } = tools;
  const { team } = workspace;
  const act = (user: string): Act => {
    const at = workspace.nextTs();
    rules.triggers.set(`trigger.${team.id}.${at}`, { user, at: Date.now(), used: false });
    return { team, user, at, trigger: `trigger.${team.id}.${at}` };
  };
  const urlFor = (user: string, channel: string, origin: FakeMessage | FakeEphemeral | null): string =>
    `${serverUrl}/response/${responses.create(workspace, user, channel, origin)}`;
  const event: People['event'] = (inner, id = workspace.nextId('Ev')) => ({
    kind: 'events_api',
    payload: envelope(team, inner, id, tools.now(), { external: isExternal(workspace, inner) }),
  });
  const tells: People['tells'] = async (subscription, inner) =>
    isDelivered(subscription, team, grants, rules) ? [await line(event(inner))] : [];
  const interact = (payload: Json): Promise<Acknowledged> => line({ kind: 'interactive', payload });
  return {
    types: async (user, channel, text) => {
      const fields = commandFields(act(user), channel, text, urlFor(user, channel, null));
      const answer = await line({ kind: 'slash_commands', fields });
      keepAnswer(workspace, user, channel, answer);
      return answer;
    },
    says: async (user, channel, text, more = {}) => {
      const said = put(workspace, user, channel, text, more);
      const inner = messageEvents(workspace, said, more).filter(({ subscription }) =>
        isDelivered(subscription, team, grants, rules),
      );
      const all = inner.flatMap((one) =>
        Array.from({ length: more.times ?? 1 }, (_, at) => [event(one.event), at] as const),
      );
      return Promise.all(all.map(([outgoing, at]) => line(outgoing, at)));
    },
    presses: (user, message, gesture) =>
      interact(pressPayload(act(user), message, gesture, urlFor(user, message.channel, message))),
    pressesIn: (user, view, gesture) => interact(viewPressPayload(act(user), view, gesture)),
    submits: async (user, filled = {}) => {
      const modal = topmost(workspace, user);
      const answer = await interact(submission(act(user), modal, 'view_submission', filled));
      takeSubmissionAnswer(workspace, modal, answer);
      return answer;
    },
    closes: async (user) => {
      const modal = topmost(workspace, user);
      workspace.modals.get(user)?.pop();
      if (modal.view['notify_on_close'] !== true) return { status: 200, body: null, ms: 0 };
      return interact(submission(act(user), modal, 'view_closed', {}));
    },
    opensHome: (user, tab = 'home') => {
      const view = tab === 'home' ? workspace.homes.get(user) : undefined;
      const channel = workspace.direct(user).id;
      const known = view === undefined ? {} : { view: { ...view.view, id: view.id, hash: view.hash } };
      return tells('app_home_opened', { type: 'app_home_opened', user, channel, tab, ...known });
    },
    picks: (user, callbackId, message) => {
      const shared = { ...actFields(act(user)), callback_id: callbackId };
      if (message === undefined) return interact({ type: 'shortcut', ...shared });
      const { channel, ts, text, threadTs } = message;
      return interact({
        type: 'message_action',
        ...shared,
        channel: { id: channel, name: channel.toLowerCase() },
        message_ts: ts,
        message: {
          type: 'message',
          ts,
          text,
          user: message.user,
          ...(threadTs === null ? {} : { thread_ts: threadTs }),
        },
        response_url: urlFor(user, channel, null),
      });
    },
    invites: (user, channel) => {
      workspace.channel(channel).members.add(team.botUser);
      const joined = { type: 'member_joined_channel', user: team.botUser, channel, inviter: user };
      return tells('member_joined_channel', { ...joined, team: team.id });
    },
    removes: (_user, channel) => void workspace.channel(channel).members.delete(team.botUser),
    uninstalls: async () => {
      grants.revokeTeam(team.id);
      const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [team.botUser] } };
      return [await line(event(revoked)), await line(event({ type: 'app_uninstalled' }))];
    },
    tells,
    event,
  };
}

function isExternal(workspace: Workspace, { channel }: Json): boolean {
  return typeof channel === 'string' && workspace.channels.get(channel)?.external === true;
}

function topmost(workspace: Workspace, user: string): FakeView {
  const modal = workspace.modals.get(user)?.at(-1);
  if (modal === undefined) throw new Error(`${user} has no modal open.`);
  return modal;
}

function commandFields(
  { team, user, trigger }: Act,
  channel: string,
  typed: string,
  url: string,
): Record<string, string> {
  const [command = '', ...rest] = typed.split(' ');
  return {
    token: 'deprecated',
    team_id: team.id,
    team_domain: team.name,
    ...(team.enterprise === null ? {} : { enterprise_id: team.enterprise, enterprise_name: 'org' }),
    channel_id: channel,
    channel_name: channel.toLowerCase(),
    user_id: user,
    user_name: user.toLowerCase(),
    command,
    text: rest.join(' '),
    api_app_id: APP,
    is_enterprise_install: 'false',
    response_url: url,
    trigger_id: trigger,
  };
}

function put(workspace: Workspace, user: string, channel: string, text: string, more: Said): FakeMessage {
  const message: FakeMessage = {
    ts: workspace.nextTs(),
    channel,
    user,
    threadTs: more.thread ?? null,
    text,
    blocks: [],
    metadata: undefined,
    edits: 0,
    unfurls: true,
  };
  workspace.channel(channel).messages.push(message);
  return message;
}

function keepAnswer(workspace: Workspace, user: string, channel: string, answer: Acknowledged): void {
  if (typeof answer.body !== 'object' || answer.body === null) return;
  const { text = '', blocks } = answer.body as { text?: string; blocks?: unknown };
  const shown = { channel, user, threadTs: null, text, blocks: workspace.withBlockIds(blocks) };
  workspace.ephemerals.push({ ...shown, via: 'acknowledgement' });
}
