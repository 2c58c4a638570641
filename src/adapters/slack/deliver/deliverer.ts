import {
  type Address,
  type Deliverer,
  DeliveryError,
  type Gone,
  type OutboxItem,
  type Pace,
  type Posted,
  partOf,
} from '../../../turns/types.ts';
import { conversationKey, isDirect, type SlackAddress, slackAddress } from '../keys.ts';
import type { Message } from '../render/blocks.ts';
import { refusedNotice } from '../render/hearing.ts';
import { countParts, renderView } from '../render/view.ts';
import { PLATFORM } from '../types.ts';
import { words } from '../words.ts';
import { openRoot, whyNotHeard, withNotice } from './hearing.ts';
import { addPicture } from './picture.ts';
import { postOnce } from './post-once.ts';
import { type Tools, update, whisper } from './posts.ts';
import { addRecordFile } from './record.ts';
import { type Reference, readReference, referenceText } from './reference.ts';
import { shareTo } from './share.ts';
import { isPlaceRefused, slackCode, toDeliveryError } from './slack-errors.ts';
import { withdrawFrom } from './withdraw.ts';

const POST_EVERY_MS = 1_000;
/** The first answer is a root, what was understood, and a question: they belong together. */
const POST_BURST = 3;

/** The message that opens the thread of a conversation begun by a command. */
const ROOT_SLOT = 'root';

/** The message to replace is out of reach: deleted, too old, or barred by the workspace's rules. */
const UPDATE_REFUSED: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);
/** Slack cannot show something to this person alone. */
const WHISPER_REFUSED: ReadonlySet<string> = new Set([
  'user_not_in_channel',
  'user_not_found',
  'cannot_reply_to_message',
]);

/**
 * The outbound half for Slack: renders one view and posts it, or replaces the message it was before. Every failure comes
 * out as a `DeliveryError`, final or with the time of the next try.
 */
export function createDeliverer(toolsFor: (team: string) => Promise<Tools>): Deliverer {
  return {
    platform: PLATFORM,
    paceOf,
    parts: countParts,
    deliver: async (item) => {
      try {
        const address = slackAddress(item.address);
        const tools = await toolsFor(address.team);
        const posted = await deliver(tools, item, address);
        await addPicture(tools, item, address);
        await addRecordFile(tools, item, address);
        return posted;
      } catch (error) {
        throw toDeliveryError(error);
      }
    },
  };
}

/**
 * New messages only: updates and private notes have limits of their own, far above what a conversation needs.
 * About one message a second per channel, with short bursts: https://docs.slack.dev/apis/web-api/rate-limits
 */
function paceOf(item: OutboxItem): Pace | null {
  if (item.ref !== null) return null;
  const { team, channel } = slackAddress(item.address);
  const isWhisper = item.audience === 'actor' && item.to === null && !isDirect(channel);
  return isWhisper
    ? null
    : { lane: [PLATFORM, team, item.to ?? channel].join(':'), everyMs: POST_EVERY_MS, burst: POST_BURST };
}

async function deliver(tools: Tools, item: OutboxItem, address: SlackAddress): Promise<Posted | Gone> {
  if (item.to !== null && item.view.kind === 'withdrawn') return withdrawFrom(tools, item, item.to, address);
  if (item.to !== null) return postedAs(await shareTo(tools, item, item.to, address));
  const place = { conversation: item.conversation, permalink: null };
  const message = renderView(item.view, place, partOf(item.slot));
  if (item.audience === 'actor' && !isDirect(address.channel)) {
    return postedAs(await privately(tools, item, address, message));
  }
  if (item.ref !== null && item.slot === ROOT_SLOT && address.deaf)
    return replaceRoot(tools, item, item.ref, address, message);
  if (item.ref !== null) return postedAs(await replace(tools, item, item.ref, address, message));
  return open(tools, item, address, message);
}

/** A first post; the root of a thread gives the conversation its place. */
async function open(
  tools: Tools,
  item: OutboxItem,
  address: SlackAddress,
  message: Message,
): Promise<Posted> {
  const isFlat = isDirect(address.channel);
  const opensThread = address.thread === null && !isFlat;
  if (opensThread && item.slot !== ROOT_SLOT)
    throw new DeliveryError('no_thread', { retry: false, everyday: true });
  // Where somebody wrote to us we are heard and hear; a command or shortcut works anywhere.
  const isUnasked = opensThread || (item.slot === ROOT_SLOT && address.responseUrl !== null && !isFlat);
  try {
    if (!isUnasked) return postedAs(await postOnce(tools, item, address, message));
    const { at, deaf } = await openRoot(tools, item, address, message);
    const { team, channel } = address;
    const thread = address.thread ?? at.ts;
    return {
      ...postedAs(at),
      ...(opensThread ? { keys: [conversationKey(team, channel, thread)] } : {}),
      address: placedAt({ ...address, thread, responseUrl: null, deaf }),
    };
  } catch (error) {
    const code = slackCode(error);
    if (item.slot === ROOT_SLOT && code !== null && isPlaceRefused(code)) {
      // Nothing will ever appear; the person who typed the command is reached by the one door that is open.
      const { text, blocks } = refusedNotice(item, words.cannotPostHere(code));
      await tools.notify({ ...address, user: item.actor }, text, blocks);
      throw new DeliveryError(code, { retry: false, everyday: true, cause: error });
    }
    throw error;
  }
}

/** An address as it is stored. */
function placedAt({ team, channel, thread, responseUrl, deaf }: SlackAddress): Address {
  return { team, channel, thread, responseUrl, ...(deaf ? { deaf: 'yes' } : {}) };
}

/** The root says whether we can hear, as it is now. */
async function replaceRoot(
  tools: Tools,
  item: OutboxItem,
  ref: string,
  address: SlackAddress,
  message: Message,
): Promise<Posted> {
  const notHeard = await whyNotHeard(tools, address.channel);
  if (notHeard !== null)
    return postedAs(await replace(tools, item, ref, address, withNotice(message, item, notHeard)));
  const at = await replace(tools, item, ref, address, message);
  return { ...postedAs(at), address: placedAt({ ...address, deaf: false }) };
}

/** In place of what was posted before; anew in the conversation where that message is out of reach. */
async function replace(
  tools: Tools,
  item: OutboxItem,
  ref: string,
  address: SlackAddress,
  message: Message,
): Promise<Reference> {
  try {
    return await update(tools, readReference(ref), message);
  } catch (error) {
    const code = slackCode(error);
    const hasPlace = address.thread !== null || isDirect(address.channel);
    if (code === null || !UPDATE_REFUSED.has(code) || !hasPlace) throw error;
    tools.log.info({ code, slot: item.slot }, 'slack message out of reach, posted anew');
    return postOnce(tools, item, address, message);
  }
}

/** For the person who acted only; in the open thread where Slack cannot show it to them alone. */
async function privately(
  tools: Tools,
  item: OutboxItem,
  address: SlackAddress,
  message: Message,
): Promise<Reference> {
  try {
    return await whisper(tools, item.actor, address, message);
  } catch (error) {
    const code = slackCode(error);
    if (code === null || !WHISPER_REFUSED.has(code) || address.thread === null) throw error;
    return postOnce(tools, item, address, message);
  }
}

function postedAs(at: Reference): Posted {
  return { ref: referenceText(at) };
}
