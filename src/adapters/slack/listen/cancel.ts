import { placeOf } from '../keys.ts';
import { PLATFORM } from '../types.ts';
import { words } from '../words.ts';
import { type Here, onConversation } from './begin.ts';
import type { Door } from './door.ts';
import type { PrivateAnswer } from './private-answer.ts';

/** End the person's newest open interview in this channel; a command cannot be typed in the thread itself. */
export async function cancelLatest(door: Door, here: Here): Promise<PrivateAnswer> {
  const [latest] = await door.ports.overviews.list({
    platform: PLATFORM,
    by: 'person',
    person: here.user,
    place: placeOf(here.team, here.channel),
    stage: 'asking',
    limit: 1,
  });
  if (latest === undefined) return { text: words.nothingToCancel };
  const { status } = await onConversation(door, here, latest.conversation, { kind: 'cancel' });
  return { text: status === 'done' || status === 'duplicate' ? words.cancelled : words.lostConversation };
}
