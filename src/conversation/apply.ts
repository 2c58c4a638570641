import type { Requirements, RequirementValue, SetValue } from '../knowledge/requirements.ts';
import { setOf } from '../knowledge/requirements.ts';
import type { Understanding } from '../understanding/types.ts';
import type { Moment } from './context.ts';
import { type Fresh, record } from './record.ts';
import type { Given, State } from './state.ts';
import type { Turn } from './turn.ts';
import { withState } from './turn.ts';

/** Take what a text says into the conversation: new values, changed values, and what was taken back. */
export function apply(turn: Turn, understood: Understanding, moment: Moment): Turn {
  const taken = takeBack(turn.state, understood);
  const fresh = freshValues(taken, understood);
  return record(withState(turn, { given: taken }), fresh, moment, turn.state.given);
}

/** The values a text sets, merged with what was known before: items of a set add up, all else replaces. */
export function freshValues(known: State['given'], understood: Understanding): Fresh {
  const fresh: Record<string, Fresh[string]> = {};
  for (const [id, value] of Object.entries(understood.requirements)) {
    const items = understood.items.filter((item) => item.criterion === id);
    const how = items.length > 0 && items.every((item) => item.how === 'inferred') ? 'inferred' : 'said';
    const words = [...new Set(items.map((item) => item.words))].join('; ');
    fresh[id] = { value: merge(known[id]?.value, value), words, how };
  }
  return fresh;
}

/** The requirements a text holds by itself, with nothing known before. */
export function requirementsIn(understood: Understanding): Requirements {
  return valuesOf(freshValues({}, understood));
}

/** The values alone, without how they came about. */
export function valuesOf(given: Readonly<Record<string, Pick<Given, 'value'>>>): Requirements {
  return Object.fromEntries(Object.entries(given).map(([id, one]) => [id, one.value]));
}

function merge(before: RequirementValue | undefined, now: RequirementValue): RequirementValue {
  if (before?.kind !== 'set' || now.kind !== 'set') return now;
  return union(before, now);
}

/** What is said later wins: an item now lacking is no longer had, and the reverse. */
function union(before: SetValue, now: SetValue): SetValue {
  return setOf(
    [...before.has.filter((item) => !now.lacks.includes(item)), ...now.has],
    [...before.lacks.filter((item) => !now.has.includes(item)), ...now.lacks],
  );
}

function takeBack(state: State, understood: Understanding): State['given'] {
  const given: Record<string, Given> = { ...state.given };
  for (const { criterion, items } of understood.removed) {
    const known = given[criterion];
    if (known === undefined) continue;
    const left = without(known.value, items);
    if (left === null) delete given[criterion];
    else given[criterion] = { ...known, value: left, others: [] };
  }
  return given;
}

function without(value: RequirementValue, items: readonly string[]): RequirementValue | null {
  if (value.kind !== 'set' || items.length === 0) return null;
  const keep = (list: readonly string[]): string[] => list.filter((item) => !items.includes(item));
  const left = setOf(keep(value.has), keep(value.lacks));
  return left.has.length + left.lacks.length === 0 ? null : left;
}
