import type { RecordView } from '../../../conversation/views.ts';
import { type OutboxItem, partSlot } from '../../../turns/types.ts';
import type { SlackAddress } from '../keys.ts';
import { countParts, renderView } from '../render/view.ts';
import { words } from '../words.ts';
import { findPosted } from './find-posted.ts';
import { postOnce } from './post-once.ts';
import { post, type Tools, update } from './posts.ts';
import { type Reference, readReference } from './reference.ts';
import { slackCode, toDeliveryError } from './slack-errors.ts';

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
    const at = await postCard(tools, item, channel, address);
    await postRecord(tools, item, at);
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

/** Slot of the record below a shared card; it is found again by its metadata, since the item is the card's. */
export function recordSlot(cardSlot: string, part: number): string {
  return partSlot(`${cardSlot}/record`, part);
}

/** The record as replies below the card. A part that is there already is replaced, so that a second try adds nothing. */
async function postRecord(tools: Tools, item: OutboxItem, card: Reference): Promise<void> {
  const record = item.view.kind === 'shared' ? item.view.record : undefined;
  if (record === undefined) return;
  for (let part = 1; part <= countParts(record); part += 1)
    await postRecordPart(tools, item, card, record, part);
}

async function postRecordPart(
  tools: Tools,
  item: OutboxItem,
  card: Reference,
  record: RecordView,
  part: number,
): Promise<void> {
  const spot = { channel: card.channel, thread: card.ts };
  const piece = { ...item, slot: recordSlot(item.slot, part), view: record, ref: null };
  const message = renderView(record, { conversation: item.conversation, permalink: null }, part);
  const isFirstTry = item.ref === null && item.attempts === 0;
  const earlier = isFirstTry ? null : await findRecord(tools, piece, spot);
  if (earlier === null) await post(tools, piece, spot, message);
  else await update(tools, earlier, message);
}

/** Null also where we may not read the thread: a record twice is better than none. */
export async function findRecord(
  tools: Tools,
  piece: OutboxItem,
  spot: { readonly channel: string; readonly thread: string },
): Promise<Reference | null> {
  try {
    return await findPosted(tools.client, piece, spot);
  } catch (error) {
    if (toDeliveryError(error).retry && slackCode(error) !== 'missing_scope') throw error;
    tools.log.info({ code: slackCode(error), slot: piece.slot }, 'slack record not looked up');
    return null;
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
