import type { OutboxItem } from '../../../turns/types.ts';
import { isDirect, type SlackAddress } from '../keys.ts';
import type { Message } from '../render/blocks.ts';
import { hearingNotice } from '../render/hearing.ts';
import { postOnce } from './post-once.ts';
import { post, type Tools } from './posts.ts';
import type { Reference } from './reference.ts';
import { slackCode, toDeliveryError } from './slack-errors.ts';

/** A root message that was posted, and whether replies to it cannot be heard. */
export type OpenedRoot = { readonly at: Reference; readonly deaf: boolean };

/**
 * Post the root of a conversation that a command began. We may be able to post to a channel without hearing what is
 * written there: then the root says so and offers the ways out.
 */
export async function openRoot(
  tools: Tools,
  item: OutboxItem,
  address: SlackAddress,
  message: Message,
): Promise<OpenedRoot> {
  const mayBeDeaf = address.responseUrl !== null && !item.uncertain;
  if (!mayBeDeaf || !(await isDeaf(tools, address.channel)))
    return { at: await postOnce(tools, item, address, message), deaf: false };
  try {
    const at = await post(tools, item, address, withNotice(message, item));
    return { at, deaf: true };
  } catch (error) {
    if (slackCode(error) !== 'not_in_channel') throw error;
    // It takes a member to post here: joining makes us hear as well.
    return { at: await postOnce(tools, item, address, message), deaf: false };
  }
}

/** Whether messages of this channel do not reach us; false where we cannot find out. */
export async function isDeaf({ client, log }: Tools, channel: string): Promise<boolean> {
  if (isDirect(channel)) return false;
  try {
    const { channel: info } = await client.conversations.info({ channel });
    return info?.is_member === false;
  } catch (error) {
    if (toDeliveryError(error).code === 'unexpected') throw error;
    log.info({ code: slackCode(error), channel }, 'slack membership not known');
    return false;
  }
}

/** A message with the notice below it. */
export function withNotice(message: Message, { conversation }: OutboxItem): Message {
  const notice = hearingNotice({ conversation });
  return { text: `${message.text}\n${notice.text}`, blocks: [...message.blocks, ...notice.blocks] };
}
