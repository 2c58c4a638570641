import type { Moment } from './context.ts';
import type { Event } from './events.ts';
import { note } from './show/note.ts';
import type { Turn } from './turn.ts';
import { say, withEffect } from './turn.ts';

type FeedbackEvent = Extract<Event, { kind: 'feedback' }>;

/** What was judged, by the first letter of the slot it was shown in. */
const ABOUT: Readonly<Record<string, string>> = { v: 'recommendation', a: 'answer' };
/** As much of a comment as helps its reader. */
const LONGEST_COMMENT = 3_000;

/** Keep what a person thinks of a reply; their last vote counts. Null when there was no such reply. */
export function feedback(turn: Turn, event: FeedbackEvent, moment: Moment): Turn | null {
  const { slot, vote, reason } = event;
  const about = ABOUT[slot.charAt(0)];
  const number = /^[va](\d+)$/.exec(slot)?.[1];
  if (about === undefined || number === undefined || Number(number) > turn.state.counter) return null;
  const comment = event.comment?.trim().slice(0, LONGEST_COMMENT) || null;
  const kept = withEffect(turn, {
    kind: 'feedback',
    slot,
    person: moment.actor.id,
    about,
    vote,
    reason,
    comment,
    knowledge: turn.state.knowledge,
  });
  const next = vote === 'up' ? [] : ['It goes to those who maintain the knowledge base, without your name.'];
  return say(kept, 'n', note('Thanks, your vote is noted.', next), 'actor');
}
