import { limitText } from '../../../turns/limits.ts';
import { conversationKey, placeOf } from '../keys.ts';
import { words } from '../words.ts';
import { writeDirectly } from './direct.ts';
import type { Door } from './door.ts';
import { mayPost, whyNot } from './may-post.ts';
import { fault, type Sent, type SentAnswer } from './sent.ts';

/** The form for a description was sent: begin in the chosen channel, or directly. */
export async function describe(sent: Sent, door: Door): Promise<SentAnswer> {
  const chosen = sent.conversation('place');
  if (chosen !== null) {
    const permission = await mayPost(sent.client, sent.actor.id, chosen);
    if (permission.kind === 'no') return fault('place', whyNot('that channel', permission.why));
  }
  const channel = chosen ?? (await writeDirectly(sent.client, sent.actor.id, words.startsHere));
  const { team } = sent;
  const result = await door.turns.handle({
    key: sent.key,
    platform: sent.platform,
    workspace: team,
    actor: sent.actor,
    address: { team, channel, thread: null, responseUrl: null },
    target: { by: 'new', key: chosen === null ? conversationKey(team, channel, null) : null },
    event: { kind: 'start', text: sent.text('words') ?? '' },
    place: placeOf(team, channel),
  });
  if (result.status === 'limited') return fault('words', limitText(result));
  return result.status === 'damaged' ? fault('words', words.damaged) : null;
}
