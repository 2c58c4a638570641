import type { Choice, Criterion } from '../knowledge/model.ts';
import type { RequirementValue } from '../knowledge/requirements.ts';
import { setOf } from '../knowledge/requirements.ts';
import type { Context, Moment } from './context.ts';
import { heed } from './heed.ts';
import { goOn, leaveOpen, settleQuestion } from './interview.ts';
import { agree, record, saidAbout } from './record.ts';
import { criterionOf } from './show/names.ts';
import { note } from './show/note.ts';
import { stale } from './stale.ts';
import { say, type Turn } from './turn.ts';

/** A press on a choice of the open question. */
export function answer(
  context: Context,
  turn: Turn,
  token: string,
  choices: readonly string[],
  moment: Moment,
): Turn {
  const { question } = turn.state;
  if (question === null || question.token !== token) return stale(context, turn, moment, choices);
  const criterion = criterionOf(context, question.criterion);
  const known = criterion.choices.filter((choice) => choices.includes(choice.id));
  if (known.length === 0 || known.length < choices.length)
    return say(
      turn,
      'n',
      unknownChoice(
        choices,
        criterion.choices.map((one) => one.label),
      ),
      'actor',
    );
  const value = known.length === 1 ? known[0]?.value : union(known.map((choice) => choice.value));
  if (value === undefined) return stale(context, turn, moment, choices);
  const words = known.map((choice) => choice.label).join(', ');
  const said = { [criterion.id]: value, ...flagsAnswered(context, turn, criterion, known) };
  const given = Object.entries(said).map(([id, one]) => [id, { value: one, words, how: 'said' as const }]);
  const recorded = record(turn, Object.fromEntries(given), moment);
  const settled = settleQuestion(context, recorded, value, moment);
  return goOn(context, heed(context, turn.state, settled), moment);
}

/** Flags asked within this question: yes where a choice says so, no where an earlier answer had said yes. */
function flagsAnswered(
  context: Context,
  turn: Turn,
  criterion: Criterion,
  choices: readonly Choice[],
): Record<string, RequirementValue> {
  const yes = new Set(choices.flatMap(({ also }) => also));
  const within = [...context.criteria.values()].filter(({ askedWith }) => askedWith === criterion.id);
  const answered = within.filter(({ id }) => yes.has(id) || turn.state.given[id] !== undefined);
  return Object.fromEntries(answered.map(({ id }) => [id, { kind: 'flag', value: yes.has(id) }]));
}

/** "Don't know" and "Skip": the question is closed and counts neither way. */
export function decline(context: Context, turn: Turn, token: string, words: string, moment: Moment): Turn {
  if (turn.state.question?.token !== token) return stale(context, turn, moment, []);
  return goOn(context, leaveOpen(context, turn, moment, words), moment);
}

/** A press that decides which of several values holds. */
export function settleClash(
  context: Context,
  turn: Turn,
  token: string,
  position: number,
  moment: Moment,
): Turn {
  const { question } = turn.state;
  if (question === null || question.token !== token) return stale(context, turn, moment, []);
  const chosen = saidAbout(turn.state, question.criterion)[position];
  if (chosen === undefined) return stale(context, turn, moment, []);
  const settled = settleQuestion(context, turn, chosen.value, moment);
  return goOn(context, agree(settled, question.criterion, chosen), moment);
}

function union(values: readonly RequirementValue[]): RequirementValue {
  const sets = values.filter((value) => value.kind === 'set');
  return setOf(
    sets.flatMap((value) => value.has),
    sets.flatMap((value) => value.lacks),
  );
}

function unknownChoice(came: readonly string[], expected: readonly string[]): ReturnType<typeof note> {
  const what = came.length === 0 ? 'no choice at all' : came.map((one) => `"${one}"`).join(', ');
  return note('That answer is not one of the choices.', [
    `Expected: ${expected.join(', ')}.`,
    `Came: ${what}.`,
    'Press one of the choices, or type the answer in your own words.',
  ]);
}
