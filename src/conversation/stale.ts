import type { Context, Moment } from './context.ts';
import { action } from './press.ts';
import { requirementsOf } from './record.ts';
import { candidateName, criterionOf, valueText } from './show/names.ts';
import { control, note } from './show/note.ts';
import { positionText } from './show/positions.ts';
import type { State } from './state.ts';
import { say, type Turn } from './turn.ts';
import type { NoteView, Position } from './views.ts';

/**
 * A press on a question that is no longer open: two people pressed at once, or the button is old. Tells the one who came
 * late who answered and what, and changes nothing.
 * @param choices what was pressed, which may tell whose question it was
 */
export function stale(context: Context, turn: Turn, moment: Moment, choices: readonly string[]): Turn {
  const { state } = turn;
  const { question } = state;
  const open = question === null ? [] : [`Open now: ${criterionOf(context, question.criterion).prompt}`];
  const criterion = answeredOne(context, state, choices);
  const answered = criterion === null ? null : state.given[criterion];
  if (criterion === null || answered === undefined || answered === null) {
    const lines = ['Nothing was changed by this press.', ...open];
    return say(turn, 'n', note('That question is no longer open.', lines), 'actor');
  }
  const who = answered.by === moment.actor.id ? 'you' : 'somebody else';
  return say(turn, 'n', answeredNote(context, state, criterion, who, open), 'actor');
}

function answeredNote(
  context: Context,
  state: State,
  criterion: string,
  who: string,
  open: readonly string[],
): NoteView {
  const { name } = criterionOf(context, criterion);
  const lower = name.toLowerCase();
  const title = `Too late: ${who} had already answered ${lower}. Nothing was changed by this press.`;
  const positions = answersOn(context, state, criterion);
  const lines = [...open, `Say "change ${lower}" or press the button to give another answer.`];
  return {
    ...note(title, lines, [control(`Change ${lower}`, action.change(criterion))]),
    text: [title, ...positions.map(positionText), ...lines].join('\n'),
    positions,
  };
}

/** Whose question it was: the answered one that offers what was pressed, else the one answered last. */
function answeredOne(context: Context, state: State, choices: readonly string[]): string | null {
  const answered = Object.keys(state.given).toSorted((a, b) => at(state, b) - at(state, a));
  const offers = (id: string): boolean => {
    const ids = (context.criteria.get(id)?.choices ?? []).map((choice) => choice.id);
    return choices.length > 0 && choices.every((choice) => ids.includes(choice));
  };
  return answered.find(offers) ?? answered[0] ?? null;
}

function at(state: State, criterion: string): number {
  return state.given[criterion]?.at ?? 0;
}

/** Who answered what, and the pick as it stands. */
function answersOn(context: Context, state: State, criterion: string): Position[] {
  const given = state.given[criterion];
  if (given === undefined) return [];
  const pick = candidateName(context, context.advisor.verdict(requirementsOf(state)).pick);
  return [{ by: given.by, value: valueText(context, criterion, given.value), pick }];
}
