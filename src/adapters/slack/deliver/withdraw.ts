import type { Gone, OutboxItem } from '../../../turns/types.ts';
import type { SlackAddress } from '../keys.ts';
import { words } from '../words.ts';
import type { Tools } from './posts.ts';
import { type Reference, readReference } from './reference.ts';
import { findRecord, recordSlot } from './share.ts';
import { slackCode } from './slack-errors.ts';

/** A record takes no more messages than this. */
const MOST_PARTS = 6;

/** Take a shared card and the record below it out of a channel, and tell the person who asked for it. */
export async function withdrawFrom(
  tools: Tools,
  item: OutboxItem,
  channel: string,
  address: SlackAddress,
): Promise<Gone> {
  if (item.ref !== null) {
    const card = readReference(item.ref);
    await removeRecord(tools, item, card);
    await remove(tools, card);
  }
  const { team, thread } = address;
  const person = { team, user: item.actor, channel: address.channel, thread, responseUrl: null };
  await tools.notify(person, words.withdrawn(channel));
  return { gone: true };
}

/** First the record: Slack keeps a stub of a deleted message that has replies. */
async function removeRecord(tools: Tools, item: OutboxItem, card: Reference): Promise<void> {
  for (let part = 1; part <= MOST_PARTS; part += 1) {
    const piece = { ...item, slot: recordSlot(item.slot, part) };
    const at = await findRecord(tools, piece, { channel: card.channel, thread: card.ts });
    if (at === null) return;
    await remove(tools, at);
  }
}

async function remove({ client }: Tools, { channel, ts }: Reference): Promise<void> {
  try {
    await client.chat.delete({ channel, ts });
  } catch (error) {
    // Somebody was faster.
    if (slackCode(error) !== 'message_not_found') throw error;
  }
}
