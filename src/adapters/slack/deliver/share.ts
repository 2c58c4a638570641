import { DeliveryError, type OutboxItem } from '../../../turns/types.ts';
import type { SlackAddress } from '../keys.ts';
import { renderView } from '../render/view.ts';
import { words } from '../words.ts';
import { postOnce } from './post-once.ts';
import { type Tools, update } from './posts.ts';
import { postRecord } from './record.ts';
import { type Reference, readReference } from './reference.ts';
import { isPlaceRefused, slackCode, toDeliveryError } from './slack-errors.ts';

/**
 * Post to another channel, with the way back to the conversation and the decision record in the card's thread, and tell
 * the person who shared privately what came of it: only here is it known that the card is really there. A refusal still
 * goes to the outbox.
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
    const before = item.ref === null ? undefined : readReference(item.ref).file;
    const { ts, channel: room } = await postCard(tools, item, channel, address);
    const at = { channel: room, ts };
    const file = await postRecord(tools, item, at, before);
    await tools.notify(sharer, words.shared(channel, await permalink(tools, at)));
    return file === undefined ? at : { ...at, file };
  } catch (error) {
    const refusal = toDeliveryError(error);
    if (refusal.retry) throw refusal;
    await tools.notify(sharer, words.cannotShare(channel, refusal.code));
    const everyday = isPlaceRefused(refusal.code);
    throw new DeliveryError(refusal.code, { retry: false, everyday, cause: error });
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
  const spot = { channel, thread: null };
  // An earlier try may have posted the card and failed at its record.
  if (item.ref === null)
    return postOnce(tools, { ...item, uncertain: item.uncertain || item.attempts > 0 }, spot, message);
  try {
    return await update(tools, readReference(item.ref), message);
  } catch (error) {
    if (slackCode(error) !== 'message_not_found') throw error;
    tools.log.info({ slot: item.slot }, 'slack shared card was deleted, posted anew');
    return postOnce(tools, { ...item, ref: null }, spot, message);
  }
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
