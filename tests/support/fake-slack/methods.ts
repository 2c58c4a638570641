import { lintBlocks } from './block-lint.ts';
import { BOT_ID, BOT_USER, type FakeChannel, type FakeMessage, TEAM, type Workspace } from './workspace.ts';

export type Arguments = Readonly<Record<string, string>>;
export type Answer = { readonly ok: boolean; readonly error?: string } & Record<string, unknown>;
type Method = (workspace: Workspace, args: Arguments) => Answer;

const no = (error: string, more: Record<string, unknown> = {}): Answer => ({ ok: false, error, ...more });

/** The Web API methods that streamchoice uses, with the membership rules that make posts fail. */
export const METHODS: Readonly<Record<string, Method>> = {
  'auth.test': () => ({
    ok: true,
    team_id: TEAM,
    user_id: BOT_USER,
    bot_id: BOT_ID,
    team: 'fake',
    user: 'streamchoice',
  }),
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': (workspace, { channel = '', message_ts: ts = '' }) => {
    const message = workspace.channels.get(channel)?.messages.find((one) => one.ts === ts);
    if (message === undefined) return no('message_not_found');
    return {
      ok: true,
      channel,
      permalink: `https://fake.slack.com/archives/${channel}/p${ts.replace('.', '')}`,
    };
  },
  'conversations.info': (workspace, { channel = '' }) => {
    const found = workspace.channels.get(channel);
    if (found === undefined) return no('channel_not_found');
    return { ok: true, channel: { id: found.id, name: found.name, is_member: found.members.has(BOT_USER) } };
  },
  'conversations.join': (workspace, { channel = '' }) => {
    const found = workspace.channels.get(channel);
    if (found === undefined || found.kind === 'private') return no('channel_not_found');
    if (found.kind === 'im') return no('method_not_supported_for_channel_type');
    if (found.archived) return no('is_archived');
    found.members.add(BOT_USER);
    return { ok: true, channel: { id: found.id } };
  },
  'conversations.open': (workspace, { users = '' }) => {
    const id = `D${users}`;
    if (!workspace.channels.has(id)) workspace.addChannel(id, 'im', [BOT_USER, users]);
    return { ok: true, channel: { id } };
  },
  'conversations.history': (workspace, args) => read(workspace, args, (one) => one.threadTs === null, true),
  'conversations.replies': (workspace, args) =>
    read(workspace, args, (one) => one.ts === args['ts'] || one.threadTs === args['ts'], false),
  'views.open': () => ({ ok: true, view: { id: 'V1' } }),
};

function postMessage(workspace: Workspace, args: Arguments): Answer {
  const channel = workspace.channels.get(args['channel'] ?? '');
  const refusal = refusalToPost(channel);
  if (channel === undefined || refusal !== null) return no(refusal ?? 'channel_not_found');
  const fault = faultIn(args);
  if (fault !== null) return fault;
  const threadTs = args['thread_ts'] ?? null;
  if (threadTs !== null && !channel.messages.some((one) => one.ts === threadTs))
    return no('thread_not_found');
  const message: FakeMessage = {
    ts: workspace.nextTs(),
    channel: channel.id,
    user: BOT_USER,
    threadTs,
    text: args['text'] ?? '',
    blocks: workspace.withBlockIds(json(args['blocks'])),
    metadata: json(args['metadata']),
    edits: 0,
    unfurls: args['unfurl_links'] !== 'false' || args['unfurl_media'] !== 'false',
  };
  channel.messages.push(message);
  return { ok: true, channel: channel.id, ts: message.ts };
}

function update(workspace: Workspace, args: Arguments): Answer {
  const message = workspace.channels
    .get(args['channel'] ?? '')
    ?.messages.find((one) => one.ts === args['ts']);
  if (message === undefined) return no('message_not_found');
  if (message.user !== BOT_USER) return no('cant_update_message');
  const fault = faultIn(args);
  if (fault !== null) return fault;
  message.text = args['text'] ?? '';
  message.blocks = workspace.withBlockIds(json(args['blocks']));
  message.edits += 1;
  return { ok: true, channel: message.channel, ts: message.ts };
}

function postEphemeral(workspace: Workspace, args: Arguments): Answer {
  const channel = workspace.channels.get(args['channel'] ?? '');
  const refusal = refusalToPost(channel);
  if (channel === undefined || refusal !== null) return no(refusal ?? 'channel_not_found');
  const user = args['user'] ?? '';
  if (!channel.members.has(user)) return no('user_not_in_channel');
  const fault = faultIn(args);
  if (fault !== null) return fault;
  workspace.ephemerals.push({
    channel: channel.id,
    user,
    threadTs: args['thread_ts'] ?? null,
    text: args['text'] ?? '',
    blocks: workspace.withBlockIds(json(args['blocks'])),
    via: 'chat.postEphemeral',
  });
  return { ok: true, message_ts: workspace.nextTs() };
}

function refusalToPost(channel: FakeChannel | undefined): string | null {
  if (channel === undefined) return 'channel_not_found';
  if (channel.archived) return 'is_archived';
  if (channel.members.has(BOT_USER)) return null;
  return channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found';
}

function faultIn(args: Arguments): Answer | null {
  if ((args['text'] ?? '') === '') return no('no_text');
  const findings = lintBlocks(json(args['blocks']) ?? []);
  return findings.length === 0 ? null : no('invalid_blocks', { response_metadata: { messages: findings } });
}

function read(
  workspace: Workspace,
  args: Arguments,
  wanted: (message: FakeMessage) => boolean,
  newestFirst: boolean,
): Answer {
  const channel = workspace.channels.get(args['channel'] ?? '');
  if (channel === undefined || !channel.members.has(BOT_USER)) return no('not_in_channel');
  const found = channel.messages.filter(wanted);
  const ordered = newestFirst ? found.toReversed() : found;
  const messages = ordered.slice(0, Number(args['limit'] ?? '100')).map(({ ts, text, user, metadata }) => ({
    type: 'message',
    ts,
    text,
    user,
    ...(args['include_all_metadata'] === 'true' ? { metadata } : {}),
  }));
  return { ok: true, messages };
}

function json(text: string | undefined): unknown {
  return text === undefined || text === '' ? undefined : JSON.parse(text);
}
