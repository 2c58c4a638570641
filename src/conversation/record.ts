import type { Requirements, RequirementValue, SetValue } from '../knowledge/requirements.ts';
import type { Moment } from './context.ts';
import type { Given, Said, State } from './state.ts';
import { type Turn, withState } from './turn.ts';

/** A value before it is known who gave it and when. */
export type Fresh = Readonly<Record<string, Omit<Said, 'by' | 'at'>>>;

/** The requirements of a conversation, without who said them. */
export function requirementsOf(state: State): Requirements {
  return Object.fromEntries(Object.entries(state.given).map(([id, given]) => [id, given.value]));
}

/**
 * Record requirements with who gave them, when and in which words. What another person said before and the new value
 * does not agree with is kept beside it; who speaks again replaces their own words.
 * @param before what was given until now, where the turn has let go of some of it already
 */
export function record(
  turn: Turn,
  values: Fresh,
  moment: Moment,
  before: State['given'] = turn.state.given,
): Turn {
  const stamped = Object.entries(values).map(([id, fresh]): [string, Given] => {
    const said: Said = { ...fresh, by: moment.actor.id, at: moment.now };
    return [id, { ...said, others: othersThan(said, before[id]) }];
  });
  return withState(turn, { given: { ...turn.state.given, ...Object.fromEntries(stamped) }, whatIf: null });
}

/** Leave one value of a criterion standing: it was decided. */
export function agree(turn: Turn, criterion: string, said: Said | undefined): Turn {
  if (said === undefined) return turn;
  const { value, by, at, words, how } = said;
  return withState(turn, {
    given: { ...turn.state.given, [criterion]: { value, by, at, words, how, others: [] } },
  });
}

/** Everything people said about a criterion, the value that counts first. */
export function saidAbout(state: State, criterion: string): readonly Said[] {
  const given = state.given[criterion];
  if (given === undefined) return [];
  const { others, ...said } = given;
  return [said, ...others];
}

/** Only what somebody said in so many words stands against another person's value; a guess of ours does not. */
function othersThan(said: Said, before: Given | undefined): Said[] {
  if (before === undefined || said.value.kind === 'unknown') return [];
  const { others, ...last } = before;
  return [last, ...others].filter(
    (one) => one.by !== said.by && one.how === 'said' && differs(said.value, one.value),
  );
}

/** A set differs from an earlier one when it drops or contradicts some of it; to add to it is no disagreement. */
function differs(now: RequirementValue, before: RequirementValue): boolean {
  if (before.kind === 'unknown') return false;
  if (now.kind === 'set' && before.kind === 'set') return !covers(now, before);
  return JSON.stringify(now) !== JSON.stringify(before);
}

function covers(now: SetValue, before: SetValue): boolean {
  return (
    before.has.every((item) => now.has.includes(item)) &&
    before.lacks.every((item) => now.lacks.includes(item))
  );
}
