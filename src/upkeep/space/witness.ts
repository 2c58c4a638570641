import type { CriteriaById } from '../../decision/conditions.ts';
import { holds } from '../../decision/conditions.ts';
import type { Condition, Conditions, Criterion } from '../../knowledge/model.ts';
import {
  interval,
  noneOfIt,
  type Requirements,
  type RequirementValue,
  setOf,
} from '../../knowledge/requirements.ts';

/**
 * Requirements under which all of these conditions hold: one plain case, and beside it the cases that differ from it in
 * one criterion (another of "any of these items"). Empty when, and only when, no requirements can satisfy them.
 */
export function witnessesOf(conditions: Conditions, criteria: CriteriaById): Requirements[] {
  const values = Object.entries(conditions).map(([id, condition]): [string, RequirementValue[]] => {
    const criterion = criteria.get(id);
    return [id, criterion === undefined ? [] : holdingValues(condition, criterion)];
  });
  const plain = values.flatMap(([id, [first]]): [string, RequirementValue][] =>
    first === undefined ? [] : [[id, first]],
  );
  if (plain.length < values.length) return [];
  const base = Object.fromEntries(plain);
  return [
    base,
    ...values.flatMap(([id, [, ...others]]) => others.map((value) => ({ ...base, [id]: value }))),
  ];
}

function holdingValues(condition: Condition, criterion: Criterion): RequirementValue[] {
  return valuesFor(condition, criterion).filter((value) => holds(condition, value, criterion));
}

/** Candidates among which there is one that satisfies the condition, when any value does. */
function valuesFor(condition: Condition, criterion: Criterion): RequirementValue[] {
  switch (condition.kind) {
    case 'interval':
      return numbersFor(condition, criterion);
    case 'flag':
      return [{ kind: 'flag', value: condition.is }];
    case 'choice':
      return condition.in.map((value) => ({ kind: 'choice', value }));
    case 'set':
      return setsFor(condition);
  }
}

type IntervalCondition = Extract<Condition, { kind: 'interval' }>;
type SetCondition = Extract<Condition, { kind: 'set' }>;

/** An interval has a number in it when its bounds, or what lies between or beside them, are in it. */
function numbersFor(condition: IntervalCondition, criterion: Criterion): RequirementValue[] {
  const [dimension = 'time'] = criterion.dimensions;
  const low = Math.max(condition.atLeast ?? 0, condition.above ?? 0);
  const high = Math.min(
    condition.atMost ?? Number.POSITIVE_INFINITY,
    condition.below ?? Number.POSITIVE_INFINITY,
  );
  const between = high === Number.POSITIVE_INFINITY ? low + 1 : (low + high) / 2;
  const numbers = [between, low, ...(high === Number.POSITIVE_INFINITY ? [] : [high])];
  const values = numbers.map((number) => interval(dimension, { [criterion.bare]: number }));
  return criterion.json.hasNone ? [...values, noneOfIt()] : values;
}

/** Every item that must be there, with each one that may stand for "any of these" or "only these". */
function setsFor({ hasAll = [], hasAny = [], only = [], lacksAny = [] }: SetCondition): RequirementValue[] {
  const extra = [undefined, ...hasAny, ...only];
  const missing = [undefined, ...lacksAny];
  return extra.flatMap((item) =>
    missing.map((lack) =>
      setOf(item === undefined ? hasAll : [...hasAll, item], lack === undefined ? [] : [lack]),
    ),
  );
}
