import type { Event } from '../../../conversation/events.ts';
import { limitText } from '../../../turns/limits.ts';
import type { Delivery, TurnResult } from '../../../turns/types.ts';
import { conversationKey, deliveryKey, isDirect, placeOf } from '../keys.ts';
import { PLATFORM } from '../types.ts';
import { words } from '../words.ts';
import type { Door } from './door.ts';
import type { PrivateAnswer } from './private-answer.ts';

/** Who did something, and where; `id` names the act across retries. */
export type Here = {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly name: string;
  readonly responseUrl: string | null;
  readonly id: string;
};

/**
 * Begin a conversation here; its root and questions come through the outbox. In direct messages, which are one
 * conversation, a side question goes to the one that is going on.
 */
export async function begin(door: Door, here: Here, event: Event): Promise<PrivateAnswer | null> {
  const { team, channel, user, name, responseUrl, id } = here;
  const key = isDirect(channel) ? conversationKey(team, channel, null) : null;
  const isAside = key !== null && event.kind !== 'start';
  const result = await door.turns.handle({
    key: deliveryKey.command(id),
    platform: PLATFORM,
    workspace: team,
    actor: { id: user, name },
    address: { team, channel, thread: null, responseUrl },
    target: isAside ? { by: 'key', key, orCreate: true } : { by: 'new', key },
    event,
    place: placeOf(team, channel),
  });
  if (result.status === 'limited') {
    door.count('dropped', 'limited');
    return result.tell ? { text: limitText(result) } : null;
  }
  return result.status === 'damaged' ? { text: words.damaged } : null;
}

/** Something done to a conversation that is known by its id. */
export function onConversation(
  door: Door,
  here: Here,
  conversation: string,
  event: Event,
  move?: Delivery['move'],
): Promise<TurnResult> {
  const { team, channel, user, name, id } = here;
  return door.turns.handle({
    key: deliveryKey.interaction(event.kind, id),
    platform: PLATFORM,
    workspace: team,
    actor: { id: user, name },
    address: { team, channel, thread: null, responseUrl: null },
    target: { by: 'id', id: conversation, place: { team } },
    event,
    ...(channel === '' ? {} : { place: placeOf(team, channel) }),
    ...(move === undefined ? {} : { move }),
  });
}
