import { lintBlocks } from './block-lint.ts';
import { type Answer, type Arguments, type Call, json, type Method, no } from './method-call.ts';
import { secondsToWait } from './rules.ts';
import type { FakeChannel, FakeMessage, Workspace } from './workspace.ts';

/** Longer texts are refused; Slack cuts them at this length. */
const MOST_TEXT = 40_000;

export const CHAT_METHODS: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': ({ workspace, args: { channel = '', message_ts: ts = '' } }) => {
    const message = workspace.channels.get(channel)?.messages.find((one) => one.ts === ts);
    if (message === undefined) return no('message_not_found');
    const { name } = workspace.team;
    return {
      ok: true,
      channel,
      permalink: `https://${name}.slack.com/archives/${channel}/p${ts.replace('.', '')}`,
    };
  },
};

function postMessage(call: Call): Answer {
  const { workspace, args, rules } = call;
  const channel = placeOf(workspace, args['channel'] ?? '');
  const refusal = refusalToPost(workspace, channel, call.scopes);
  if (channel === undefined || refusal !== null) return no(refusal ?? 'channel_not_found');
  const fault = faultIn(workspace, args);
  if (fault !== null) return fault;
  const threadTs = args['thread_ts'] ?? null;
  if (threadTs !== null && !channel.messages.some((one) => one.ts === threadTs && one.threadTs === null))
    return no('thread_not_found');
  const seconds = secondsToWait(rules, channel.id, Date.now());
  if (seconds > 0) return no('ratelimited', { retry_after: seconds });
  const message = postAsApp(workspace, channel, {
    threadTs,
    text: args['text'] ?? '',
    blocks: workspace.withBlockIds(json(args['blocks'])),
    metadata: json(args['metadata']),
    unfurls: args['unfurl_links'] !== 'false' || args['unfurl_media'] !== 'false',
  });
  return { ok: true, channel: channel.id, ts: message.ts };
}

/** Put a message of the app's into a channel, past all rules. */
export function postAsApp(
  workspace: Workspace,
  channel: FakeChannel,
  message: Pick<FakeMessage, 'text' | 'blocks' | 'threadTs'> & Partial<FakeMessage>,
): FakeMessage {
  const posted: FakeMessage = {
    ts: workspace.nextTs(),
    channel: channel.id,
    user: workspace.team.botUser,
    metadata: undefined,
    edits: 0,
    unfurls: false,
    ...message,
  };
  channel.messages.push(posted);
  return posted;
}

function update({ workspace, args }: Call): Answer {
  const found = ownMessage(workspace, args, 'cant_update_message');
  if ('refusal' in found) return no(found.refusal);
  const fault = faultIn(workspace, args);
  if (fault !== null) return fault;
  const { message } = found;
  message.text = args['text'] ?? '';
  message.blocks = workspace.withBlockIds(json(args['blocks']));
  message.edits += 1;
  return { ok: true, channel: message.channel, ts: message.ts };
}

function remove({ workspace, args }: Call): Answer {
  const found = ownMessage(workspace, args, 'cant_delete_message');
  if ('refusal' in found) return no(found.refusal);
  const { messages } = workspace.channel(found.message.channel);
  messages.splice(messages.indexOf(found.message), 1);
  return { ok: true, channel: found.message.channel, ts: found.message.ts };
}

function ownMessage(
  workspace: Workspace,
  args: Arguments,
  notOurs: string,
): { message: FakeMessage } | { refusal: string } {
  const channel = workspace.channels.get(args['channel'] ?? '');
  if (channel === undefined) return { refusal: 'channel_not_found' };
  const message = channel.messages.find((one) => one.ts === args['ts']);
  if (message === undefined) return { refusal: 'message_not_found' };
  return message.user === workspace.team.botUser ? { message } : { refusal: notOurs };
}

function postEphemeral({ workspace, args, scopes }: Call): Answer {
  const channel = workspace.channels.get(args['channel'] ?? '');
  const refusal = refusalToPost(workspace, channel, scopes);
  if (channel === undefined || refusal !== null) return no(refusal ?? 'channel_not_found');
  const user = args['user'] ?? '';
  if (!channel.members.has(user)) return no('user_not_in_channel');
  const fault = faultIn(workspace, args);
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

/** A person's id stands for the direct messages with them. */
function placeOf(workspace: Workspace, id: string): FakeChannel | undefined {
  return workspace.channels.get(id) ?? (/^[UW]/.test(id) ? workspace.direct(id) : undefined);
}

/** Why the app may not post there, or null. Where it is no member, a private channel does not exist for it. */
export function refusalToPost(
  workspace: Workspace,
  channel: FakeChannel | undefined,
  scopes: ReadonlySet<string>,
): string | null {
  if (channel === undefined) return 'channel_not_found';
  const isMember = channel.members.has(workspace.team.botUser);
  if (!isMember && channel.kind !== 'public') return 'channel_not_found';
  if (channel.archived) return 'is_archived';
  return isMember || scopes.has('chat:write.public') ? null : 'not_in_channel';
}

function faultIn(workspace: Workspace, args: Arguments): Answer | null {
  const text = args['text'] ?? '';
  const blocks = json(args['blocks']) ?? [];
  if (text === '' && (blocks as unknown[]).length === 0) return no('no_text');
  if (text.length > MOST_TEXT) return no('msg_too_long');
  const findings = [...lintBlocks(blocks), ...missingFiles(workspace, blocks)];
  if (findings.some((one) => one.includes('characters in all, about'))) return no('msg_blocks_too_long');
  return findings.length === 0 ? null : no('invalid_blocks', { response_metadata: { messages: findings } });
}

/** Pictures of files that are not there, or not uploaded to the end. */
function missingFiles(workspace: Workspace, blocks: unknown): string[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block: { slack_file?: { id?: string } }) => {
    const id = block.slack_file?.id;
    const isThere = id === undefined || workspace.files.get(id)?.complete === true;
    return isThere ? [] : [`file ${id} is not there`];
  });
}
