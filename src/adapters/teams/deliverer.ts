import { type Deliverer, DeliveryError, type Gone, type OutboxItem, type Posted } from '../../turns/types.ts';
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
export function createDeliverer(tools: DelivererTools): Deliverer {
  return {
    platform: PLATFORM,
    deliver: async (item) => {
      const address = teamsAddress(item.address);
      try {
        if (item.to === null) return await here(tools, item, address);
        return item.view.kind === 'withdrawn'
          ? await withdraw(tools, item, item.to, address)
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

/**
 * Take a shared card out of its channel, and tell the person who asked for it. Where messages cannot be deleted, as an
 * administrator may rule, the card turns into the word that it was taken back.
 */
async function withdraw(
  tools: DelivererTools,
  item: OutboxItem,
  channelId: string,
  address: TeamsAddress,
): Promise<Gone> {
  const destination = await tools.destinations.find(address.tenantId, channelId);
  const root = THREAD_ROOT.exec(item.ref ?? '')?.[1];
  if (item.ref !== null && root !== undefined) {
    const { serviceUrl, botId } = destination ?? address;
    refuseStrangeHost(tools, serviceUrl);
    const thread = { ...address, serviceUrl, botId, conversationId: item.ref };
    await remove(tools, item, thread, root);
  }
  await tellPlainly(tools, address, words.removed(destination?.name ?? words.thatChannel), 'removed');
  return { gone: true };
}

async function remove(
  tools: DelivererTools,
  item: OutboxItem,
  thread: TeamsAddress,
  messageId: string,
): Promise<void> {
  try {
    await tools.bot.remove(thread, messageId);
  } catch (error) {
    if (isGone(error)) return;
    const { code, retry } = toDeliveryError(error);
    if (retry) throw error;
    tools.log.info({ code }, 'teams shared card could not be deleted, it is replaced');
    await replaced(tools, item, thread, messageId, await messageFor(tools, item, thread));
  }
}

/** Sharing is the one reply that the person cannot see failing. */
function explain(
  tools: DelivererTools,
  address: TeamsAddress,
  channel: string | null,
  code: string,
): Promise<void> {
  const text = channel === null ? words.noSuchChannel : words.notPosted(channel, code);
  return tellPlainly(tools, address, text, 'share');
}

/** A notice beside what was done: its loss must not make that be done again. */
async function tellPlainly(
  { bot, count, log }: DelivererTools,
  address: TeamsAddress,
  text: string,
  about: string,
): Promise<void> {
  try {
    await bot.post(address, { text });
  } catch (error) {
    count('notice_lost', about);
    log.warn({ code: toDeliveryError(error).code, about }, 'teams notice not delivered');
  }
}

async function messageFor(
  { destinations }: DelivererTools,
  item: OutboxItem,
  { tenantId }: TeamsAddress,
): Promise<Outgoing> {
  const { view, conversation, slot } = item;
  const summary = clip(plainLine(view.text), SUMMARY_CHARS);
  const more =
    view.kind === 'recommendation'
      ? { sharing: sharePicker(await destinations.list(tenantId), conversation) }
      : { removable: view.kind === 'shared' };
  const card = renderCard(view, { conversation, slot, ...more });
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
