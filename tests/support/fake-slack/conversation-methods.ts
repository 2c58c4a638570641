import { type Answer, type Call, type Method, no } from './method-call.ts';
import type { FakeChannel, FakeMessage, Workspace } from './workspace.ts';

export const CONVERSATION_METHODS: Readonly<Record<string, Method>> = {
  'conversations.info': ({ workspace, args: { channel = '' } }) => {
    const found = visible(workspace, channel);
    return found === undefined ? no('channel_not_found') : { ok: true, channel: described(workspace, found) };
  },
  'conversations.list': ({ workspace, args: { types = 'public_channel', limit = '100' } }) => {
    const wanted = new Set(types.split(',').map((type) => type.replace('_channel', '')));
    const channels = [...workspace.channels.values()]
      .filter(({ id, kind }) => wanted.has(kind) && visible(workspace, id) !== undefined)
      .slice(0, Number(limit))
      .map((found) => described(workspace, found));
    return { ok: true, channels, response_metadata: { next_cursor: '' } };
  },
  'conversations.members': ({ workspace, args: { channel = '' } }) => {
    const found = visible(workspace, channel);
    if (found === undefined) return no('channel_not_found');
    return { ok: true, members: [...found.members], response_metadata: { next_cursor: '' } };
  },
  'conversations.join': ({ workspace, args: { channel = '' } }) => {
    const found = visible(workspace, channel);
    if (found === undefined) return no('channel_not_found');
    if (found.kind !== 'public') return no('method_not_supported_for_channel_type');
    if (found.archived) return no('is_archived');
    found.members.add(workspace.team.botUser);
    return { ok: true, channel: described(workspace, found) };
  },
  'conversations.open': ({ workspace, args: { users = '' } }) => ({
    ok: true,
    channel: { id: workspace.direct(users).id },
  }),
  'conversations.history': (call) => read(call, (one) => one.threadTs === null, true),
  'conversations.replies': (call) =>
    read(call, (one) => one.ts === call.args['ts'] || one.threadTs === call.args['ts'], false),
};

/** A private conversation exists only for its members. */
function visible(workspace: Workspace, id: string): FakeChannel | undefined {
  const found = workspace.channels.get(id);
  return found?.kind === 'public' || found?.members.has(workspace.team.botUser) ? found : undefined;
}

function described(workspace: Workspace, channel: FakeChannel): Record<string, unknown> {
  const { id, name, kind, members, archived, external } = channel;
  return {
    id,
    name,
    is_channel: kind === 'public' || kind === 'private',
    is_private: kind !== 'public',
    is_im: kind === 'im',
    is_mpim: kind === 'mpim',
    is_archived: archived,
    is_ext_shared: external,
    is_member: members.has(workspace.team.botUser),
  };
}

function read(
  { workspace, args }: Call,
  wanted: (message: FakeMessage) => boolean,
  newestFirst: boolean,
): Answer {
  const channel = workspace.channels.get(args['channel'] ?? '');
  if (channel === undefined || !channel.members.has(workspace.team.botUser)) return no('not_in_channel');
  const found = channel.messages.filter(wanted);
  const ordered = newestFirst ? found.toReversed() : found;
  const shown = ordered.slice(0, Number(args['limit'] ?? '100'));
  const messages = shown.map(({ ts, text, user, metadata, files }) => ({
    type: 'message',
    ts,
    text,
    user,
    ...(files === undefined
      ? {}
      : { files: files.map((id) => ({ id, name: workspace.files.get(id)?.name })) }),
    ...(args['include_all_metadata'] === 'true' ? { metadata } : {}),
  }));
  return { ok: true, messages };
}
