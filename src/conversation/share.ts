import type { Context, Moment } from './context.ts';
import { requirementsOf } from './record.ts';
import { note } from './show/note.ts';
import { recommendationView } from './show/recommendation.ts';
import { sharedView } from './show/shared.ts';
import { say, type Turn } from './turn.ts';

/**
 * Post the recommendation to another room. The slot carries the destination, so that posting twice to one room updates
 * the first post. The words people typed stay here; only the requirements read from them are shared.
 */
export function share(
  context: Context,
  turn: Turn,
  destination: string,
  words: string | null,
  moment: Moment,
): Turn {
  if (turn.state.verdictSlot === null)
    return say(
      turn,
      'n',
      note('There is nothing to post yet.', ['Say "recommend" for a verdict first.']),
      'actor',
    );
  const recommendation = context.advisor.recommend(requirementsOf(turn.state));
  const view = recommendationView(context, turn.state, recommendation, moment.now);
  const card = sharedView(view, moment.actor.id, words);
  const reply = { slot: `share:${destination}`, audience: 'everyone' as const, to: destination, view: card };
  return { ...turn, replies: [...turn.replies, reply] };
}
