import type { Gone, OutboxItem } from '../../../turns/types.ts';
import type { SlackAddress } from '../keys.ts';
import { words } from '../words.ts';
import type { Tools } from './posts.ts';
import { removeRecordText } from './record.ts';
import { removeFile } from './record-file.ts';
import { readReference } from './reference.ts';
import { remove } from './remove.ts';

/** Take a shared card and the record below it out of a channel, and tell the person who asked for it. */
export async function withdrawFrom(
  tools: Tools,
  item: OutboxItem,
  channel: string,
  address: SlackAddress,
): Promise<Gone> {
  if (item.ref !== null) {
    const card = readReference(item.ref);
    // First the record: Slack keeps a stub of a deleted message that has replies.
    if (card.file === undefined) await removeRecordText(tools, item, card);
    else await removeFile(tools, card.file);
    await remove(tools, card);
  }
  const { team, thread } = address;
  const person = { team, user: item.actor, channel: address.channel, thread, responseUrl: null };
  await tools.notify(person, words.withdrawn(channel));
  return { gone: true };
}
