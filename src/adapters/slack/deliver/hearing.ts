import type { OutboxItem } from '../../../turns/types.ts';
import { isDirect, type SlackAddress } from '../keys.ts';
import type { Message } from '../render/blocks.ts';
import { hearingNotice, type NotHeard } from '../render/hearing.ts';
import { postOnce } from './post-once.ts';
import { post, type Tools } from './posts.ts';
import type { Reference } from './reference.ts';
import { slackCode, toDeliveryError } from './slack-errors.ts';

/** A root message that was posted, and whether replies to it cannot be heard. */
export type OpenedRoot = { readonly at: Reference; readonly deaf: boolean };

/**
 * Post the root of a conversation that nobody began by writing to us there: a command, a shortcut, a form. We may be able
 * to post to a channel without hearing what is written there: then the root says so and offers the ways out.
 */
export async function openRoot(
  tools: Tools,
  item: OutboxItem,
  address: SlackAddress,
  message: Message,
): Promise<OpenedRoot> {
  const notHeard = item.uncertain ? null : await whyNotHeard(tools, address.channel);
  if (notHeard === null) return { at: await postOnce(tools, item, address, message), deaf: false };
  try {
    const at = await post(tools, item, address, withNotice(message, item, notHeard));
    return { at, deaf: true };
  } catch (error) {
    if (slackCode(error) !== 'not_in_channel') throw error;
    // It takes a member to post here: joining makes us hear as well.
    return { at: await postOnce(tools, item, address, message), deaf: false };
  }
}

/** Why messages of this channel do not reach us; null where they do, or where we cannot find out. */
export async function whyNotHeard({ client, log }: Tools, channel: string): Promise<NotHeard | null> {
  if (isDirect(channel)) return null;
  try {
    const { channel: info, response_metadata: about } = await client.conversations.info({ channel });
    if (info?.is_member === false) return { why: 'not-a-member' };
    const needed = info?.is_private === true ? 'groups:history' : 'channels:history';
    const isGranted = about?.scopes === undefined || about.scopes.includes(needed);
    return isGranted ? null : { why: 'not-permitted', scope: needed };
  } catch (error) {
    if (toDeliveryError(error).code === 'unexpected') throw error;
    log.info({ code: slackCode(error), channel }, 'slack membership not known');
    return null;
  }
}

/** A message with the notice below it. */
export function withNotice(message: Message, { conversation }: OutboxItem, notHeard: NotHeard): Message {
  const notice = hearingNotice({ conversation }, notHeard);
  return { text: `${message.text}\n${notice.text}`, blocks: [...message.blocks, ...notice.blocks] };
}
