import { type Acknowledged, httpLine, type Line, type Outgoing, socketLine } from './deliver.ts';
import { createFaults, type Faults } from './faults.ts';
import { type Gesture, pressPayload } from './press.ts';
import { type Call, startServer } from './server.ts';
import { createSockets, type Sockets } from './sockets.ts';
import { APP, BOT_USER, createWorkspace, type FakeMessage, TEAM, type Workspace } from './workspace.ts';

export const BOT_TOKEN = 'xoxb-fake-token';
export const APP_TOKEN = 'xapp-fake-token';
export const SIGNING_SECRET = 'fake-signing-secret';

/**
 * A Slack workspace for tests: real HTTP and a real websocket on the loopback. People type, say and press; the app is
 * told over HTTP or the socket as Slack would, and what it posts ends up in the workspace.
 */
export type FakeSlack = Workspace &
  Pick<Faults, 'failNext'> & {
    readonly apiUrl: string;
    readonly calls: readonly Call[];
    readonly sockets: Sockets;
    /** From now on deliveries go to this request URL, or over the socket. */
    deliverTo(target: { readonly requestUrl: string; readonly skewSeconds?: number } | 'socket'): void;
    /** A slash command as typed, e.g. `/streamchoice 2 s latency`. */
    types(user: string, channel: string, text: string): Promise<Acknowledged>;
    /** A message; delivered as `message` where the app is a member, and as `app_mention` if it mentions the app. */
    says(user: string, channel: string, text: string, more?: Said): Promise<Acknowledged[]>;
    presses(user: string, message: FakeMessage, gesture: Gesture): Promise<Acknowledged>;
    /** Any delivery as it is, `retry` times delivered before. */
    send(outgoing: Outgoing, retry?: number): Promise<Acknowledged>;
    /** An event envelope around an inner event. */
    event(event: Record<string, unknown>, id?: string): Outgoing;
    /** Messages of a thread without its root, or of the channel's top level. */
    messages(channel: string, thread?: string): readonly FakeMessage[];
    stop(): Promise<void>;
  };

export type Said = {
  readonly thread?: string;
  readonly subtype?: string;
  readonly botId?: string;
  /** Times each event is delivered, as when acknowledgements get lost. */
  readonly times?: number;
};

/** Slack's own patience; a test that awaits silence may shorten it. */
const PATIENCE_MS = 3_000;

export async function startFakeSlack(patienceMs = PATIENCE_MS): Promise<FakeSlack> {
  const workspace = createWorkspace();
  const faults = createFaults();
  const sockets = createSockets(patienceMs);
  const calls: Call[] = [];
  const responses = new Map<string, { user: string; channel: string; left: number }>();
  let line: Line = () => Promise.reject(new Error('Tell the fake Slack where to deliver: deliverTo(...).'));
  let events = 0;
  const server = await startServer({
    workspace,
    faults,
    sockets,
    calls,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    onResponse: (id, body) => respond(workspace, responses, id, body),
  });
  const responseUrl = (user: string, channel: string): string => {
    const id = `r${responses.size + 1}`;
    responses.set(id, { user, channel, left: 5 });
    return `${server.url}/response/${id}`;
  };
  const event: FakeSlack['event'] = (inner, id) => {
    events += 1;
    return { kind: 'events_api', payload: envelope(inner, id ?? `Ev${events}`) };
  };
  return {
    ...workspace,
    failNext: faults.failNext,
    apiUrl: `${server.url}/api/`,
    calls,
    sockets,
    deliverTo: (target) => {
      line =
        target === 'socket'
          ? socketLine(sockets)
          : httpLine(target.requestUrl, SIGNING_SECRET, target.skewSeconds ?? 0);
    },
    types: async (user, channel, text) => {
      const fields = commandFields(user, channel, text, responseUrl(user, channel), workspace.nextTs());
      const answer = await line({ kind: 'slash_commands', fields });
      keepAnswer(workspace, user, channel, answer);
      return answer;
    },
    says: async (user, channel, text, more = {}) => {
      const said = put(workspace, user, channel, text, more);
      const inner = eventsOf(workspace, said, more);
      const all = inner.flatMap((one) =>
        Array.from({ length: more.times ?? 1 }, (_, at) => [event(one), at] as const),
      );
      return Promise.all(all.map(([outgoing, at]) => line(outgoing, at)));
    },
    presses: (user, message, gesture) => {
      const url = responseUrl(user, message.channel);
      const payload = pressPayload(user, message, gesture, url, workspace.nextTs());
      return line({ kind: 'interactive', payload });
    },
    send: (outgoing, retry) => line(outgoing, retry),
    event,
    messages: (channel, thread) =>
      workspace.channel(channel).messages.filter((one) => one.threadTs === (thread ?? null)),
    stop: server.stop,
  };
}

function envelope(event: Record<string, unknown>, id: string): Record<string, unknown> {
  return {
    type: 'event_callback',
    token: 'deprecated',
    team_id: TEAM,
    api_app_id: APP,
    event_id: id,
    event_time: 1_795_000_000,
    authorizations: [{ team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false }],
    event,
  };
}

function commandFields(
  user: string,
  channel: string,
  typed: string,
  url: string,
  at: string,
): Record<string, string> {
  const [command = '', ...rest] = typed.split(' ');
  return {
    token: 'deprecated',
    team_id: TEAM,
    team_domain: 'fake',
    channel_id: channel,
    channel_name: channel.toLowerCase(),
    user_id: user,
    user_name: user.toLowerCase(),
    command,
    text: rest.join(' '),
    api_app_id: APP,
    is_enterprise_install: 'false',
    response_url: url,
    trigger_id: `trigger.${at}`,
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

/** Slack tells an app only of channels it is in; a mention in a channel comes in both forms. */
function eventsOf(workspace: Workspace, said: FakeMessage, more: Said): Record<string, unknown>[] {
  const channel = workspace.channel(said.channel);
  if (!channel.members.has(BOT_USER)) return [];
  const common = {
    user: said.user,
    text: said.text,
    ts: said.ts,
    event_ts: said.ts,
    channel: said.channel,
    ...(said.threadTs === null ? {} : { thread_ts: said.threadTs }),
    ...(more.botId === undefined ? {} : { bot_id: more.botId }),
  };
  const type = { public: 'channel', private: 'group', im: 'im' }[channel.kind];
  const subtype = more.subtype === undefined ? {} : { subtype: more.subtype };
  const message = { type: 'message', channel_type: type, ...common, ...subtype };
  const mentions = channel.kind !== 'im' && said.text.includes(`<@${BOT_USER}>`);
  return mentions ? [{ type: 'app_mention', ...common }, message] : [message];
}

function keepAnswer(workspace: Workspace, user: string, channel: string, answer: Acknowledged): void {
  if (typeof answer.body !== 'object' || answer.body === null) return;
  const { text = '', blocks } = answer.body as { text?: string; blocks?: unknown };
  const shown = { channel, user, threadTs: null, text, blocks: workspace.withBlockIds(blocks) };
  workspace.ephemerals.push({ ...shown, via: 'acknowledgement' });
}

function respond(
  workspace: Workspace,
  responses: Map<string, { user: string; channel: string; left: number }>,
  id: string,
  body: Record<string, unknown>,
): number {
  const known = responses.get(id);
  if (known === undefined || known.left === 0) return 404;
  known.left -= 1;
  workspace.ephemerals.push({
    channel: known.channel,
    user: known.user,
    threadTs: (body['thread_ts'] as string | undefined) ?? null,
    text: String(body['text'] ?? ''),
    blocks: workspace.withBlockIds(body['blocks']),
    via: 'response_url',
  });
  return 200;
}

export type { Acknowledged } from './deliver.ts';
export { labelsOf } from './press.ts';
export { BOT_USER, type FakeMessage, TEAM } from './workspace.ts';
