import type { Context } from './context.ts';
import { action } from './press.ts';
import { requirementsOf } from './record.ts';
import { candidateName, changeText } from './show/names.ts';
import { control, note } from './show/note.ts';
import { say, type Turn } from './turn.ts';

/** The smallest single changes that would flip the verdict, each tried out. */
export function wouldChange(context: Context, turn: Turn): Turn {
  const { verdict, wouldChange: flips } = context.advisor.recommend(requirementsOf(turn.state));
  const name = candidateName(context, verdict.pick);
  if (flips.length === 0)
    return say(turn, 'n', note(`No single change that was tried takes the verdict from ${name}.`, []));
  const lines = flips.map(
    ({ criterion, value, pick }) =>
      `${changeText(context, criterion, value)} would make it ${candidateName(context, pick)}.`,
  );
  const criteria = [...new Set(flips.map(({ criterion }) => criterion))];
  const controls = criteria
    .slice(0, OFFERED)
    .map((id) => control(`Change ${context.criteria.get(id)?.name.toLowerCase() ?? id}`, action.change(id)));
  return say(turn, 'n', note(`What would change the verdict (${name})`, lines, controls));
}

/** Changes offered as buttons. */
const OFFERED = 3;
