import type { Event } from '../../conversation/events.ts';
import { limitText } from '../../turns/limits.ts';
import type { Target, TurnResult } from '../../turns/types.ts';
import type { CardPress } from '../cards/press-data.ts';
import { type Activity, isPersonal, tenantOf } from './activity.ts';
import type { TurnTools } from './bot.ts';
import { deliveryOf, personId } from './delivery.ts';
import type { Destinations } from './destinations.ts';
import { hear } from './hear.ts';
import { takeBack } from './take-back.ts';
import { type Count, PLATFORM, type TeamsLog, type TeamsShares, type TeamsTurns } from './types.ts';
import { words } from './words.ts';

export type Taking = {
  readonly turns: TeamsTurns;
  readonly shares: TeamsShares;
  readonly destinations: Destinations;
  readonly log: TeamsLog;
  readonly count: Count;
};

/**
 * Carry one authenticated activity to the turns room. Resolves once its effect is saved; what cannot be used is
 * answered in words. Rejects when it could not be saved, after telling the person.
 */
export async function takeActivity(taking: Taking, activity: Activity, tools: TurnTools): Promise<void> {
  const heard = hear(activity);
  switch (heard.kind) {
    case 'ignore':
      taking.count('ignored', heard.reason);
      return;
    case 'use-channel':
      return useChannel(taking, activity, tools, heard.name);
    default:
      try {
        if (heard.kind === 'card') await onPress(taking, activity, tools, heard.press);
        else await onWords(taking, activity, tools, heard.kind === 'greet' ? null : heard.text);
      } catch (error) {
        await tell(taking, tools, words.notSaved);
        throw error;
      }
  }
}

/** Words go to the conversation this person has here; the first ones begin it. Null words: only a greeting. */
async function onWords(
  taking: Taking,
  activity: Activity,
  tools: TurnTools,
  text: string | null,
): Promise<void> {
  const { turns, log } = taking;
  const key = conversationKey(activity);
  const known: Event = text === null ? { kind: 'help' } : { kind: 'say', text };
  const first: Event = text === null ? { kind: 'help' } : { kind: 'start', text };
  const hand = (target: Target, event: Event, again = '') =>
    turns.handle(deliveryOf(activity, target, event, again));
  let result = await hand({ by: 'key', key, orCreate: false }, known);
  if (result.status === 'unknown-conversation')
    result = await hand({ by: 'key', key, orCreate: true }, first);
  if (result.status === 'limited') return tooFast(taking, tools, result);
  if (result.status !== 'damaged') return;
  log.warn({ conversation: result.conversation }, 'teams conversation damaged, a new one takes its place');
  await tell(taking, tools, words.startedAnew);
  // The first delivery has been spent on the damaged conversation.
  await hand({ by: 'new', key }, first, ':anew');
}

async function onPress(
  taking: Taking,
  activity: Activity,
  tools: TurnTools,
  press: CardPress,
): Promise<void> {
  if (press.kind === 'foreign') {
    taking.count('foreign_press', press.reason);
    return tell(taking, tools, words.foreignButton(press.reason));
  }
  if (press.kind === 'unshare') {
    if (!(await takeBack(taking, activity, tools, press))) taking.count('ignored', 'not-taken-back');
    return;
  }
  const event = eventOf(press);
  const result = await taking.turns.handle(deliveryOf(activity, targetOf(activity, press), event));
  if (result.status === 'done' && press.kind === 'share')
    return posting(taking, activity, tools, result, press.destination);
  if (result.status === 'limited') return tooFast(taking, tools, result);
  if (result.status === 'unknown-conversation') return tell(taking, tools, words.unknownConversation);
  if (result.status === 'damaged') return tell(taking, tools, words.damaged);
}

/** A card that was copied to another chat does not reach into its conversation. */
function targetOf(activity: Activity, press: { readonly conversation: string }): Target {
  const place = { tenantId: tenantOf(activity), conversationId: activity.conversation.id };
  return { by: 'id', id: press.conversation, place };
}

async function tooFast(
  taking: Taking,
  tools: TurnTools,
  result: Extract<TurnResult, { status: 'limited' }>,
): Promise<void> {
  taking.count('ignored', 'limited');
  if (result.tell) await tell(taking, tools, limitText(result));
}

/** The post itself appears elsewhere, so the person is told here. */
async function posting(
  taking: Taking,
  activity: Activity,
  tools: TurnTools,
  result: Extract<TurnResult, { status: 'done' }>,
  destination: string,
): Promise<void> {
  if (!result.replies.some((reply) => reply.to === destination)) return;
  const found = await taking.destinations.find(tenantOf(activity), destination);
  if (found !== null) await tell(taking, tools, words.posting(found.name));
}

async function useChannel(
  taking: Taking,
  activity: Activity,
  tools: TurnTools,
  name: string | null,
): Promise<void> {
  const channel = activity.channelData?.channel;
  if (!channel) return;
  const shown = name ?? channel.name ?? (await channelName(taking, tools, channel.id));
  if (shown === null) return tell(taking, tools, words.nameTheChannel);
  const { serviceUrl, recipient } = activity;
  await taking.destinations.keep(tenantOf(activity), {
    id: channel.id,
    name: shown,
    serviceUrl,
    botId: recipient.id,
  });
  await tell(taking, tools, words.channelKept(shown));
}

async function channelName({ log }: Taking, tools: TurnTools, id: string): Promise<string | null> {
  try {
    return await tools.channelName(id);
  } catch {
    log.info({}, 'teams channel name not available');
    return null;
  }
}

/** A notice beside what was saved, or where nothing was to be saved: its loss must not make the delivery come again. */
async function tell({ count, log }: Taking, tools: TurnTools, text: string): Promise<void> {
  try {
    await tools.reply(text);
  } catch {
    count('notice_lost', 'reply');
    log.warn({}, 'teams notice not delivered');
  }
}

function eventOf(press: Extract<CardPress, { kind: 'press' | 'share' }>): Event {
  if (press.kind === 'share') return { kind: 'share', destination: press.destination, note: press.note };
  const { kind, action, values } = press;
  return values === undefined ? { kind, action } : { kind, action, values };
}

/** In group chats and channels several people may each have their own interview in one thread. */
function conversationKey(activity: Activity): string {
  const place = [PLATFORM, tenantOf(activity), activity.conversation.id];
  return (isPersonal(activity) ? place : [...place, personId(activity)]).join(':');
}
