import type { Criterion } from '../knowledge/model.ts';
import {
  type IntervalValue,
  interval,
  noneOfIt,
  type Requirements,
  type RequirementValue,
  type SetValue,
  setOf,
} from '../knowledge/requirements.ts';
import type { Basis } from './basis.ts';
import { measure } from './measure.ts';
import { firstOf } from './rank.ts';
import { type Truths, tablesOf, truthsOf, truthsWith } from './tables.ts';
import type { Counterfactual } from './types.ts';

/** More would not be read. */
const MOST_SHOWN = 4;

/**
 * The smallest single changes of what was required that put another engine first; every one is re-run before it is
 * returned. Per criterion and direction only the nearest counts (Wachter, Mittelstadt and Russell 2017 call these
 * counterfactual explanations: the closest world with another outcome).
 */
export function counterfactuals(basis: Basis, requirements: Requirements): Counterfactual[] {
  const truths = truthsOf(tablesOf(basis), requirements);
  const before = firstOf(basis, truths)?.engine;
  const found: Counterfactual[] = [];
  for (const criterion of basis.criteria.values()) {
    const value = requirements[criterion.id] ?? passedOver(criterion, requirements);
    if (value === undefined || value.kind === 'unknown') continue;
    for (const direction of alternatives(criterion, value, basis)) {
      const flip = nearestFlip(criterion, direction, basis, truths, before);
      if (flip !== null) found.push(flip);
    }
  }
  return found.slice(0, MOST_SHOWN);
}

/** A flag within a question that was answered without it counts as no, so that saying it is a change too. */
function passedOver(
  { kind, askedWith }: Criterion,
  requirements: Requirements,
): RequirementValue | undefined {
  const isAnswered = askedWith !== null && requirements[askedWith] !== undefined;
  return isAnswered && kind === 'flag' ? { kind, value: false } : undefined;
}

function nearestFlip(
  criterion: Criterion,
  values: readonly RequirementValue[],
  basis: Basis,
  truths: Truths,
  before: string | undefined,
): Counterfactual | null {
  for (const value of values) {
    const pick = firstOf(basis, truthsWith(tablesOf(basis), truths, { [criterion.id]: value }));
    if (pick !== undefined && pick.engine !== before) return { criterion: criterion.id, value, pick };
  }
  return null;
}

/** Other values of a criterion, as directions in which to walk away from the present one, nearest first. */
function alternatives(criterion: Criterion, value: RequirementValue, basis: Basis): RequirementValue[][] {
  switch (value.kind) {
    case 'interval':
      return intervalSteps(criterion, value, basis);
    case 'flag':
      return [[{ kind: 'flag', value: !value.value }]];
    case 'choice':
      return criterion.items
        .filter((item) => item.id !== value.value)
        .map((item): RequirementValue[] => [{ kind: 'choice', value: item.id }]);
    case 'set':
      return setSteps(criterion, value);
    case 'unknown':
      return [];
  }
}

function intervalSteps(criterion: Criterion, value: IntervalValue, basis: Basis): IntervalValue[][] {
  const now = measure(criterion, value);
  const [dimension] = criterion.dimensions;
  if (now === null || dimension === undefined) return [];
  const bounds = boundsOf(criterion, basis);
  const at = (number: number): IntervalValue => interval(dimension, { [criterion.bare]: number });
  const down = bounds.filter((bound) => bound < now).sort((a, b) => b - a);
  const up = bounds.filter((bound) => bound > now).sort((a, b) => a - b);
  const toNone = criterion.json.hasNone && now > 0 ? [noneOfIt()] : [];
  return [[...down.map(at), ...toNone], up.map(at)];
}

/** Numbers at which some rule changes its mind, and one beyond the last. */
function boundsOf(criterion: Criterion, basis: Basis): number[] {
  const column = tablesOf(basis).columns.find((one) => one.criterion === criterion);
  const bounds = (column?.conditions ?? []).flatMap((c) =>
    c.kind === 'interval' ? [c.below, c.atMost, c.above, c.atLeast].filter((n) => n !== undefined) : [],
  );
  const sorted = [...new Set(bounds)].sort((a, b) => a - b);
  const first = sorted[0];
  return first === undefined ? [] : [first / 2, ...sorted, (sorted.at(-1) ?? first) * 2];
}

function setSteps(criterion: Criterion, value: SetValue): SetValue[][] {
  const without = value.has.map((item) => [
    setOf(
      value.has.filter((other) => other !== item),
      value.lacks,
    ),
  ]);
  const offered = criterion.choices.flatMap((choice) =>
    choice.value.kind === 'set' ? choice.value.has : [],
  );
  const extra = [...new Set(offered)].filter((item) => !value.has.includes(item));
  const added = extra.map((item) => [
    setOf(
      [...value.has, item],
      value.lacks.filter((other) => other !== item),
    ),
  ]);
  return [...without, ...added];
}
