import { limitText } from '../../../turns/limits.ts';
import type { TurnResult } from '../../../turns/types.ts';
import { deliveryKey, placeOf, readButtonValue } from '../keys.ts';
import { cutPlain, escapeText } from '../render/mrkdwn.ts';
import { PLATFORM } from '../types.ts';
import { words } from '../words.ts';
import type { Door } from './door.ts';
import type { Press } from './press.ts';
import { readPress } from './press-payload.ts';

/** As much of a foreign value as helps to report it. */
const SHOWN_CHARACTERS = 60;

/** A press that acts on a conversation; one that nobody can read is told, never left dead. */
export async function handOver(press: Press, door: Door): Promise<void> {
  const { element, payload, here, person } = press;
  const read = readPress(element, payload.state);
  if (read.kind === 'nothing') return;
  if (read.kind === 'unreadable') return unreadable(press, door);
  const message = payload.message?.ts ?? payload.container?.message_ts ?? '';
  const { team, channel } = here;
  const result = await door.turns.handle({
    key: deliveryKey.press(team, channel, message, element.action_id, element.action_ts ?? ''),
    platform: PLATFORM,
    workspace: team,
    actor: { id: here.user, name: here.name },
    address: { team, channel, thread: person.thread, responseUrl: null },
    // A message stands in a channel, and must be in its conversation's own.
    target: { by: 'id', id: read.conversation, place: channel === '' ? { team } : { team, channel } },
    event: read.event,
    place: placeOf(team, channel),
  });
  if (result.status !== 'done') await tellOutcome(press, door, result);
}

/** What the person needs to know when a press had no effect. */
export async function tellOutcome(
  { person }: Press,
  door: Door,
  result: TurnResult | { readonly status: 'unknown-conversation' | 'damaged' },
): Promise<void> {
  const { status } = result;
  if (status === 'done' || status === 'duplicate') return;
  door.count('dropped', status);
  if (result.status === 'limited') {
    if (result.tell) await door.notify(person, limitText(result));
    return;
  }
  await door.notify(person, status === 'damaged' ? words.damaged : words.lostConversation);
}

/** A button we did not make, or not in this version. */
export function unreadable({ element, person }: Press, door: Door): Promise<void> {
  door.count('dropped', 'unknown-button');
  const what = element.value ?? element.action_id;
  return door.notify(person, words.unknownButton(escapeText(cutPlain(what, SHOWN_CHARACTERS))));
}

/** The conversation that a pressed button names; null, and told, when it names none. */
export async function conversationOf(press: Press, door: Door): Promise<string | null> {
  const read = readButtonValue(press.element.value ?? '');
  if (read !== null) return read.conversation;
  await unreadable(press, door);
  return null;
}
