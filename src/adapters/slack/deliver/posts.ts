import type { WebClient } from '@slack/web-api';
import type { OutboxItem } from '../../../turns/types.ts';
import type { Notify } from '../notice.ts';
import type { Message } from '../render/blocks.ts';
import { plainFeedback } from '../render/feedback.ts';
import type { Count, Log } from '../types.ts';
import type { Reference } from './reference.ts';
import { slackCode } from './slack-errors.ts';

/** What the deliverer works with. */
export type Tools = {
  readonly client: WebClient;
  readonly notify: Notify;
  readonly log: Log;
  readonly count: Count;
};

export type Spot = { readonly channel: string; readonly thread: string | null };

/** Slack refuses the layout, not the place: an older layout, and at last the text alone, say the same. */
const LAYOUT_REFUSED: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
]);

/** A new message. Marked, so that it can be found again when Slack's reply is lost. */
export async function post(tools: Tools, item: OutboxItem, spot: Spot, message: Message): Promise<Reference> {
  return withTextOnly(tools, message, async (layout) => {
    const posted = await tools.client.chat.postMessage({
      ...layout,
      channel: spot.channel,
      ...(spot.thread === null ? {} : { thread_ts: spot.thread }),
      unfurl_links: false,
      unfurl_media: false,
      metadata: {
        event_type: EVENT_TYPE,
        event_payload: { conversation: item.conversation, slot: item.slot },
      },
    });
    return { channel: posted.channel ?? spot.channel, ts: posted.ts ?? '' };
  });
}

/** A message in place of an earlier one. */
export async function update(tools: Tools, at: Reference, message: Message): Promise<Reference> {
  return withTextOnly(tools, message, async (layout) => {
    await tools.client.chat.update({ ...layout, channel: at.channel, ts: at.ts });
    return at;
  });
}

/** A message only this person sees, gone at their next reload. */
export async function whisper(tools: Tools, user: string, spot: Spot, message: Message): Promise<Reference> {
  return withTextOnly(tools, message, async (layout) => {
    const posted = await tools.client.chat.postEphemeral({
      ...layout,
      channel: spot.channel,
      user,
      ...(spot.thread === null ? {} : { thread_ts: spot.thread }),
    });
    return { channel: spot.channel, ts: posted.message_ts ?? '' };
  });
}

/** Names our messages among all others; readable by other apps, so it carries ids only. */
export const EVENT_TYPE = 'streamchoice';

type Layout = { text: string; blocks: Message['blocks'] } | { text: string };

async function withTextOnly(
  tools: Tools,
  { text, blocks }: Message,
  call: (layout: Layout) => Promise<Reference>,
): Promise<Reference> {
  try {
    return await call(blocks.length === 0 ? { text } : { text, blocks });
  } catch (error) {
    if (!isLayoutRefused(error)) throw error;
    if (!blocks.some(({ type }) => type === 'context_actions')) return textOnly(tools, error, text, call);
  }
  // New blocks reach workspaces in phases: the thumbs may be what Slack does not know yet.
  try {
    return await call({ text, blocks: blocks.map(plainFeedback) });
  } catch (error) {
    if (!isLayoutRefused(error)) throw error;
    return textOnly(tools, error, text, call);
  }
}

function isLayoutRefused(error: unknown): boolean {
  const code = slackCode(error);
  return code !== null && LAYOUT_REFUSED.has(code);
}

function textOnly(
  { log, count }: Tools,
  error: unknown,
  text: string,
  call: (layout: Layout) => Promise<Reference>,
): Promise<Reference> {
  count('failed', 'layout');
  log.error({ code: slackCode(error) }, 'slack refused a layout, its text is sent instead');
  return call({ text });
}
