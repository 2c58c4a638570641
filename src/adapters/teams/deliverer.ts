import { DeliveryError, type OutboxItem, type Posted, type PostingDeliverer } from '../../turns/types.ts';
import type { Card } from '../cards/card-json.ts';
import { renderCard } from '../cards/render-card.ts';
import { clip, plainLine } from '../cards/text.ts';
import type { Bot, Outgoing } from './bot.ts';
import { isGone, toDeliveryError } from './delivery-errors.ts';
import type { Destinations } from './destinations.ts';
import { allowsServiceUrl } from './service-url.ts';
import { sharePicker } from './share-picker.ts';
import {
  type Count,
  PLATFORM,
  type TeamsAddress,
  type TeamsConfig,
  type TeamsLog,
  teamsAddress,
} from './types.ts';
import { words } from './words.ts';

/** Text of the notification; clients cut it at about this length. */
const SUMMARY_CHARS = 200;
/** A thread's conversation id names the message that opened it. */
const THREAD_ROOT = /;messageid=(\d+)/;

export type DelivererTools = {
  readonly bot: Bot;
  readonly mode: TeamsConfig['mode'];
  readonly destinations: Destinations;
  readonly log: TeamsLog;
  readonly count: Count;
};

/**
 * The outbound half for Teams: renders one view as a card and posts it, or replaces the message it was before. Every
 * failure comes out as a `DeliveryError`. A bot cannot ask Teams whether a message is there, nor mark two posts as one, so
 * a post without an answer may appear twice after its retry; the second then says so.
 */
export function createDeliverer(tools: DelivererTools): PostingDeliverer {
  return {
    platform: PLATFORM,
    deliver: async (item) => {
      const address = teamsAddress(item.address);
      try {
        return item.to === null
          ? await here(tools, item, address)
          : await share(tools, item, item.to, address);
      } catch (error) {
        throw toDeliveryError(error);
      }
    },
  };
}

async function here(tools: DelivererTools, item: OutboxItem, address: TeamsAddress): Promise<Posted> {
  refuseStrangeHost(tools, address.serviceUrl);
  const message = await messageFor(tools, item, address);
  if (item.ref !== null && (await replaced(tools, item, address, item.ref, message)))
    return { ref: item.ref };
  return { ref: await tools.bot.post(address, message) };
}

/** False when the message has gone; it is then posted anew. */
async function replaced(
  { bot, log }: DelivererTools,
  item: OutboxItem,
  address: TeamsAddress,
  messageId: string,
  message: Outgoing,
): Promise<boolean> {
  try {
    await bot.update(address, messageId, message);
    return true;
  } catch (error) {
    if (!isGone(error)) throw error;
    log.info(
      { conversation: item.conversation, slot: item.slot },
      'teams message to replace is gone, posted anew',
    );
    return false;
  }
}

async function share(
  tools: DelivererTools,
  item: OutboxItem,
  channelId: string,
  address: TeamsAddress,
): Promise<Posted> {
  const destination = await tools.destinations.find(address.tenantId, channelId);
  try {
    if (destination === null) throw new DeliveryError('unknown-channel', { retry: false });
    refuseStrangeHost(tools, destination.serviceUrl);
    const place = { ...address, serviceUrl: destination.serviceUrl, botId: destination.botId };
    const message = await messageFor(tools, item, address);
    return { ref: await postOrReplace(tools, item, place, channelId, message) };
  } catch (error) {
    const failure = toDeliveryError(error);
    if (!failure.retry) await explain(tools, address, destination?.name ?? null, failure.code);
    throw failure;
  }
}

/** A result posted twice to one channel updates the first post; its reference is the thread that the post opened. */
async function postOrReplace(
  tools: DelivererTools,
  item: OutboxItem,
  place: TeamsAddress,
  channelId: string,
  message: Outgoing,
): Promise<string> {
  const root = THREAD_ROOT.exec(item.ref ?? '')?.[1];
  if (item.ref !== null && root !== undefined) {
    const thread = { ...place, conversationId: item.ref };
    if (await replaced(tools, item, thread, root, message)) return item.ref;
  }
  return tools.bot.postToChannel(place, channelId, message);
}

/** Sharing is the one reply that the person cannot see failing. */
async function explain(
  { bot, count, log }: DelivererTools,
  address: TeamsAddress,
  channel: string | null,
  code: string,
): Promise<void> {
  try {
    await bot.post(address, {
      text: channel === null ? words.noSuchChannel : words.notPosted(channel, code),
    });
  } catch (error) {
    count('notice_lost', 'share');
    log.warn({ code: toDeliveryError(error).code }, 'teams notice about a failed share not delivered');
  }
}

async function messageFor(
  { destinations }: DelivererTools,
  item: OutboxItem,
  { tenantId }: TeamsAddress,
): Promise<Outgoing> {
  const { view, conversation, slot } = item;
  const summary = clip(plainLine(view.text), SUMMARY_CHARS);
  const isShareable = view.kind === 'recommendation';
  const sharing = isShareable
    ? { sharing: sharePicker(await destinations.list(tenantId), conversation) }
    : {};
  const card = renderCard(view, { conversation, slot, ...sharing });
  return { card: item.uncertain && item.ref === null ? saidAgain(card) : card, summary };
}

/** A card that may stand there already. */
function saidAgain(card: Card): Card {
  const text = words.sentAgain;
  const line = { type: 'TextBlock', text, wrap: true, size: 'small', isSubtle: true } as const;
  return { ...card, fallbackText: `${text} ${card.fallbackText}`, body: [line, ...card.body] };
}

/** Addresses are stored for years; the rule is checked at each use, not only when they came in. */
function refuseStrangeHost({ mode }: DelivererTools, serviceUrl: string): void {
  if (!allowsServiceUrl(mode, serviceUrl)) throw new DeliveryError('service-url-refused', { retry: false });
}
