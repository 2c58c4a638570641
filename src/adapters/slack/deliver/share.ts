import type { OutboxItem } from '../../../turns/types.ts';
import type { SlackAddress } from '../keys.ts';
import { renderView } from '../render/view.ts';
import { words } from '../words.ts';
import { postOnce } from './post-once.ts';
import { type Tools, update } from './posts.ts';
import { type Reference, readReference } from './reference.ts';
import { slackCode, toDeliveryError } from './slack-errors.ts';

/**
 * Post to another channel, with the way back to the conversation, and tell the person who shared privately what came of
 * it: only here is it known that the card is really there. A refusal still goes to the outbox.
 */
export async function shareTo(
  tools: Tools,
  item: OutboxItem,
  channel: string,
  address: SlackAddress,
): Promise<Reference> {
  const sharer = {
    team: address.team,
    user: item.actor,
    channel: address.channel,
    thread: address.thread,
    responseUrl: null,
  };
  try {
    const at = await postCard(tools, item, channel, address);
    await tools.notify(sharer, words.shared(channel, await permalink(tools, at)));
    return at;
  } catch (error) {
    const refusal = toDeliveryError(error);
    if (!refusal.retry) await tools.notify(sharer, words.cannotShare(channel, refusal.code));
    throw refusal;
  }
}

async function postCard(
  tools: Tools,
  item: OutboxItem,
  channel: string,
  { channel: home, thread }: SlackAddress,
): Promise<Reference> {
  const back = thread === null ? null : await permalink(tools, { channel: home, ts: thread });
  const message = renderView(item.view, { conversation: item.conversation, permalink: back });
  if (item.ref !== null) return update(tools, readReference(item.ref), message);
  return postOnce(tools, item, { channel, thread: null }, message);
}

/** The address of a message, or null: a card without the link is better than none. */
async function permalink({ client, log }: Tools, { channel, ts }: Reference): Promise<string | null> {
  try {
    const answer = await client.chat.getPermalink({ channel, message_ts: ts });
    return answer.permalink ?? null;
  } catch (error) {
    log.warn({ code: slackCode(error) }, 'slack permalink not available');
    return null;
  }
}
