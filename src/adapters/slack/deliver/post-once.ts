import type { OutboxItem } from '../../../turns/types.ts';
import type { Message } from '../render/blocks.ts';
import { findPosted } from './find-posted.ts';
import { post, type Spot, type Tools, update } from './posts.ts';
import type { Reference } from './reference.ts';
import { slackCode, toDeliveryError } from './slack-errors.ts';

/**
 * Post a new message, unless an earlier attempt did and only Slack's reply was lost. A public channel that the app has
 * not joined is joined first, where it may; posting there without membership would mean not hearing the answers.
 */
export async function postOnce(
  tools: Tools,
  item: OutboxItem,
  spot: Spot,
  message: Message,
): Promise<Reference> {
  const earlier = item.uncertain ? await lookUp(tools, item, spot) : null;
  if (earlier !== null) return update(tools, earlier, message);
  try {
    return await post(tools, item, spot, message);
  } catch (error) {
    if (slackCode(error) !== 'not_in_channel' || !(await join(tools, spot.channel))) throw error;
    return post(tools, item, spot, message);
  }
}

async function lookUp(tools: Tools, item: OutboxItem, spot: Spot): Promise<Reference | null> {
  try {
    return await findPosted(tools.client, item, spot);
  } catch (error) {
    if (toDeliveryError(error).retry) throw error;
    // We may not read there: posting perhaps twice is better than not at all.
    tools.log.warn({ code: slackCode(error), slot: item.slot }, 'slack look-up of an earlier post refused');
    return null;
  }
}

/** Whether the channel could be joined. The scope is optional and private channels cannot be: then people invite us. */
async function join({ client, log }: Tools, channel: string): Promise<boolean> {
  try {
    await client.conversations.join({ channel });
    return true;
  } catch (error) {
    if (toDeliveryError(error).code === 'missing_scope' || !toDeliveryError(error).retry) {
      log.info({ code: slackCode(error), channel }, 'slack channel not joined');
      return false;
    }
    throw error;
  }
}
