import type { App, Context } from '@slack/bolt';
import type { Event } from '../../../conversation/events.ts';
import { limitText } from '../../../turns/limits.ts';
import type { Delivery, Target } from '../../../turns/types.ts';
import { conversationKey, deliveryKey, placeOf } from '../keys.ts';
import { PLATFORM } from '../types.ts';
import { words } from '../words.ts';
import type { Door } from './door.ts';
import { type Heard, sortMessage } from './message-sort.ts';

/** Event types that carry what people write. */
export const MESSAGE_EVENTS = ['app_mention', 'message'] as const;
/** Slack tries an event four times in all; after the last nobody but us can say that it failed. */
const LAST_RETRY = 3;

/** Mentions and messages take the same way: one that arrives in both forms has one key and is one turn. */
export function listenToMessages(app: App, door: Door): void {
  for (const type of MESSAGE_EVENTS) {
    app.event(type, ({ event, context }) => hear(event, context, door));
  }
}

async function hear(event: unknown, context: Context, door: Door): Promise<void> {
  const sorted = sortMessage(event, context.botUserId ?? '');
  if (sorted.kind === 'drop') {
    door.count('dropped', sorted.reason);
    return;
  }
  const { heard } = sorted;
  try {
    await handOver(heard, context.teamId ?? '', door);
  } catch (error) {
    const retry = context.retryNum ?? 0;
    const notice = retry === 0 ? words.notSavedYet : retry >= LAST_RETRY ? words.notSaved : null;
    if (notice !== null) await tell(heard, context.teamId ?? '', notice, door);
    throw error;
  }
}

/** Offer the message to the conversations it may belong to, nearest first; the last attempt may begin a new one. */
async function handOver(heard: Heard, team: string, door: Door): Promise<void> {
  for (const attempt of attemptsFor(heard)) {
    const result = await door.turns.handle(deliveryOf(heard, team, attempt));
    if (result.status === 'damaged') await tell(heard, team, words.damaged, door);
    if (result.status === 'limited') {
      door.count('dropped', 'limited');
      if (result.tell) await tell(heard, team, limitText(result), door);
    }
    if (result.status === 'done' && result.replies.length === 0) door.count('dropped', 'among-people');
    if (result.status !== 'unknown-conversation') return;
  }
  door.count('dropped', 'not-our-thread');
}

type Attempt = { readonly thread: string | null; readonly create: boolean };

function attemptsFor({ place, thread, ts, mentioned }: Heard): readonly Attempt[] {
  if (place === 'direct') {
    const flat = [
      { thread: null, create: false },
      { thread: null, create: true },
    ];
    return thread === null ? flat : [{ thread, create: false }, ...flat];
  }
  if (thread === null) return [{ thread: ts, create: true }];
  const known = { thread, create: false };
  return mentioned ? [known, { thread, create: true }] : [known];
}

function deliveryOf(heard: Heard, team: string, { thread, create }: Attempt): Delivery {
  const { channel, ts, user } = heard;
  const target: Target = { by: 'key', key: conversationKey(team, channel, thread), orCreate: create };
  return {
    key: deliveryKey.message(team, channel, ts),
    platform: PLATFORM,
    workspace: team,
    actor: { id: user, name: '' },
    address: { team, channel, thread, responseUrl: null },
    target,
    event: eventOf(heard, create),
    place: placeOf(team, channel),
  };
}

function tell({ user, channel, thread }: Heard, team: string, text: string, door: Door): Promise<void> {
  return door.notify({ team, user, channel, thread, responseUrl: null }, text);
}

/** A bare mention inside a conversation asks what can be done. */
function eventOf({ words: text, place, mentioned }: Heard, create: boolean): Event {
  if (create) return { kind: 'start', text };
  if (text === '') return { kind: 'help' };
  const isOverheard = place === 'channel' && !mentioned;
  return isOverheard ? { kind: 'say', text, overheard: true } : { kind: 'say', text };
}
