import type { RecordView } from '../../../conversation/views.ts';
import { type OutboxItem, partOf, partSlot } from '../../../turns/types.ts';
import type { SlackAddress } from '../keys.ts';
import { countParts, renderView } from '../render/view.ts';
import { findPosted } from './find-posted.ts';
import { post, type Tools, update } from './posts.ts';
import { findRecordFile, putRecordFile, removeFile } from './record-file.ts';
import type { Reference } from './reference.ts';
import { remove } from './remove.ts';
import { slackCode, toDeliveryError } from './slack-errors.ts';

/** A record takes no more messages than this. */
const MOST_PARTS = 6;

type Thread = { readonly channel: string; readonly thread: string };

/**
 * The decision record below a shared card: as a file where Slack takes one, else as replies. `before`: the file that an
 * earlier sharing left there; it is replaced. Answers the id of the file.
 */
export async function postRecord(
  tools: Tools,
  item: OutboxItem,
  card: Reference,
  before: string | undefined,
): Promise<string | undefined> {
  const record = item.view.kind === 'shared' ? item.view.record : undefined;
  if (record === undefined) return before;
  const spot = { channel: card.channel, thread: card.ts };
  const isFirstTry = item.ref === null && item.attempts === 0;
  const known = isFirstTry || before !== undefined ? null : await findRecordFile(tools, record, spot);
  const file = known ?? (await putRecordFile(tools, record, spot));
  if (before !== undefined && before !== file) await removeFile(tools, before);
  if (file === null) {
    for (let part = 1; part <= countParts(record); part += 1)
      await postRecordPart(tools, item, spot, record, part, isFirstTry);
    return undefined;
  }
  if (!isFirstTry) await removeRecordText(tools, item, card);
  return file;
}

/** The record as it was asked for in the conversation is there to be read; the file to be kept comes with it. */
export async function addRecordFile(tools: Tools, item: OutboxItem, address: SlackAddress): Promise<void> {
  const { view, ref, uncertain, to, slot } = item;
  if (view.kind !== 'record' || ref !== null || uncertain || to !== null) return;
  if (partOf(slot) === countParts(view)) await putRecordFile(tools, view, address);
}

/** Take the replies of a record away, as far as they can be found. */
export async function removeRecordText(tools: Tools, item: OutboxItem, card: Reference): Promise<void> {
  for (let part = 1; part <= MOST_PARTS; part += 1) {
    const piece = { ...item, slot: recordSlot(item.slot, part) };
    const at = await findPart(tools, piece, { channel: card.channel, thread: card.ts });
    if (at === null) return;
    await remove(tools, at);
  }
}

/** Slot of the record below a shared card; it is found again by its metadata, since the item is the card's. */
function recordSlot(cardSlot: string, part: number): string {
  return partSlot(`${cardSlot}/record`, part);
}

/** A part that is there already is replaced, so that a second try adds nothing. */
async function postRecordPart(
  tools: Tools,
  item: OutboxItem,
  spot: Thread,
  record: RecordView,
  part: number,
  isFirstTry: boolean,
): Promise<void> {
  const piece = { ...item, slot: recordSlot(item.slot, part), view: record, ref: null };
  const message = renderView(record, { conversation: item.conversation, permalink: null }, part);
  const earlier = isFirstTry ? null : await findPart(tools, piece, spot);
  if (earlier === null) await post(tools, piece, spot, message);
  else await update(tools, earlier, message);
}

/** Null also where we may not read the thread: a record twice is better than none. */
async function findPart(tools: Tools, piece: OutboxItem, spot: Thread): Promise<Reference | null> {
  try {
    return await findPosted(tools.client, piece, spot);
  } catch (error) {
    if (toDeliveryError(error).retry && slackCode(error) !== 'missing_scope') throw error;
    tools.log.info({ code: slackCode(error), slot: piece.slot }, 'slack record not looked up');
    return null;
  }
}
