import type { Condition, Criterion, Rule } from '../../knowledge/model.ts';
import { interval, noneOfIt, type RequirementValue, setOf } from '../../knowledge/requirements.ts';
import { type Chance, oneOf } from './chance.ts';

/** Stands for an item that no rule and no button names. */
const UNNAMED_ITEM = 'something-else';
/** Chances of a second and a third item in a set, and of one that is said to be missing. */
const MORE_ITEMS = [0.5, 0.3];
const MISSING_ITEM = 0.2;
const ONLY_MISSING = 0.1;
const ADDED_AS_THERE = 0.6;

/** A value of one criterion, drawn by chance; null for a criterion that has none to draw. */
export type Draw = (next: Chance) => RequirementValue | null;

/** A set with one item more, there or missing, drawn by chance; any other value is drawn anew. */
export function drawNear(
  value: RequirementValue | undefined,
  draw: Draw,
  next: Chance,
): RequirementValue | null {
  const drawn = draw(next);
  if (value?.kind !== 'set' || drawn?.kind !== 'set') return drawn;
  const [item] = drawn.has.length > 0 ? drawn.has : drawn.lacks;
  if (item === undefined) return drawn;
  const there = value.has.filter((one) => one !== item);
  const missing = value.lacks.filter((one) => one !== item);
  return next() < ADDED_AS_THERE ? setOf([...there, item], missing) : setOf(there, [...missing, item]);
}

/** How to draw values of a criterion: what is offered as an answer, and every case that the rules can tell apart. */
export function drawOf(criterion: Criterion, rules: readonly Rule[]): Draw {
  switch (criterion.kind) {
    case 'interval': {
      const none = criterion.json.hasNone ? [noneOfIt()] : [];
      const values = [...criterion.choices.map(({ value }) => value), ...none, ...amounts(criterion, rules)];
      return (next) => oneOf(values, next) ?? null;
    }
    case 'flag':
      return (next) => ({ kind: 'flag', value: next() < 0.5 });
    case 'choice':
      return (next) => {
        const item = oneOf(criterion.items, next);
        return item === undefined ? null : { kind: 'choice', value: item.id };
      };
    case 'set': {
      const pool = itemsOf(criterion, rules);
      return (next) => drawSet(pool, next);
    }
  }
}

/**
 * The amounts of an interval among which rules change their mind, smallest first: every bound, one number between each
 * two, and one beyond the last.
 */
export function amounts(criterion: Criterion, rules: readonly Rule[]): RequirementValue[] {
  const [dimension] = criterion.dimensions;
  if (criterion.kind !== 'interval' || dimension === undefined) return [];
  const bounds = conditionsOn(criterion, rules).flatMap((condition) =>
    condition.kind === 'interval'
      ? [condition.below, condition.atMost, condition.above, condition.atLeast].filter((n) => n !== undefined)
      : [],
  );
  const sorted = [...new Set(bounds)].sort((a, b) => a - b);
  const between = sorted.map((bound, i) => ((sorted[i - 1] ?? 0) + bound) / 2);
  const beyond = sorted.slice(-1).map((last) => last * 2);
  return [...sorted, ...between, ...beyond]
    .sort((a, b) => a - b)
    .map((number) => interval(dimension, { [criterion.bare]: number }));
}

/** Items that a set may hold: listed, offered, named by a rule, and one that nobody names where any name is legal. */
function itemsOf(criterion: Criterion, rules: readonly Rule[]): string[] {
  const listed = criterion.items.map((item) => item.id);
  const offered = criterion.choices.flatMap(({ value }) => (value.kind === 'set' ? value.has : []));
  const named = conditionsOn(criterion, rules).flatMap((condition) =>
    condition.kind === 'set' ? Object.values(condition).filter(Array.isArray).flat() : [],
  );
  return [...new Set([...listed, ...offered, ...named, ...(criterion.open ? [UNNAMED_ITEM] : [])])].sort();
}

function conditionsOn(criterion: Criterion, rules: readonly Rule[]): Condition[] {
  return rules.flatMap((rule) => rule.when).flatMap((when) => when[criterion.id] ?? []);
}

function drawSet(pool: readonly string[], next: Chance): RequirementValue | null {
  const draw = (): string[] => {
    const item = oneOf(pool, next);
    return item === undefined ? [] : [item];
  };
  const [second = 0, third = 0] = MORE_ITEMS;
  const has = draw();
  if (next() < second) has.push(...draw());
  if (next() < third) has.push(...draw());
  const lacks = next() < MISSING_ITEM ? draw() : [];
  const there = next() < ONLY_MISSING && lacks.length > 0 ? [] : has;
  const missing = lacks.filter((item) => !there.includes(item));
  return there.length + missing.length === 0 ? null : setOf(there, missing);
}
