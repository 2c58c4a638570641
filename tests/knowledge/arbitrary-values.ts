import fc from 'fast-check';
import type { Criterion } from '../../src/knowledge/model.ts';
import {
  type Amount,
  type Dimension,
  type IntervalValue,
  noneOfIt,
  type RequirementValue,
  setOf,
  UNKNOWN,
} from '../../src/knowledge/requirements.ts';

const ENDS = ['approx', 'min', 'max'] as const;

/** Any value that a criterion can have, "don't know" included. */
export function valuesOf(criterion: Criterion): fc.Arbitrary<RequirementValue> {
  return fc.oneof(fc.constant(UNKNOWN), knownValuesOf(criterion));
}

/** Any value of a criterion that says something. */
export function knownValuesOf(criterion: Criterion): fc.Arbitrary<RequirementValue> {
  switch (criterion.kind) {
    case 'flag':
      return fc.boolean().map((value) => ({ kind: 'flag', value }));
    case 'choice':
      return fc.constantFrom(...itemsOf(criterion)).map((value) => ({ kind: 'choice', value }));
    case 'set':
      return sets(criterion);
    case 'interval':
      return criterion.json.hasNone
        ? fc.oneof(fc.constant(noneOfIt()), intervals(criterion))
        : intervals(criterion);
  }
}

function itemsOf(criterion: Criterion): string[] {
  return [...criterion.items, ...criterion.choices].map(({ id }) => id);
}

function sets(criterion: Criterion): fc.Arbitrary<RequirementValue> {
  const parts = fc.uniqueArray(fc.constantFrom(...itemsOf(criterion)), { minLength: 1, maxLength: 5 });
  return fc.tuple(parts, fc.nat(5)).map(([items, cut]) => {
    const lacks = criterion.json.lacksKey === null ? [] : items.slice(0, cut);
    return setOf(
      items.filter((item) => !lacks.includes(item)),
      lacks,
    );
  });
}

function intervals(criterion: Criterion): fc.Arbitrary<RequirementValue> {
  const levels = Object.keys(criterion.levels);
  const level = levels.length === 0 ? fc.constant(null) : fc.constantFrom(null, ...levels);
  const amounts = fc.array(fc.tuple(fc.constantFrom(...criterion.dimensions), amountsOf()), { maxLength: 2 });
  return fc
    .tuple(level, amounts)
    .map(
      ([word, entries]): IntervalValue => ({
        kind: 'interval',
        amounts: Object.fromEntries(entries) as Partial<Record<Dimension, Amount>>,
        level: word,
        none: false,
      }),
    )
    .filter((value) => value.level !== null || Object.keys(value.amounts).length > 0);
}

/** Amounts with at least one end; the smaller end first. */
function amountsOf(): fc.Arbitrary<Amount> {
  const numbers = fc.tuple(numberAsPeopleGive(), numberAsPeopleGive(), numberAsPeopleGive());
  const given = fc.subarray([...ENDS], { minLength: 1 });
  return fc.tuple(numbers, given).map(([[approx, a, b], ends]) => {
    const all: Amount = { approx, min: Math.min(a, b), max: Math.max(a, b) };
    const end = (name: keyof Amount): number | null => (ends.includes(name) ? all[name] : null);
    return { approx: end('approx'), min: end('min'), max: end('max') };
  });
}

function numberAsPeopleGive(): fc.Arbitrary<number> {
  const round = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 12 }));
  return fc.oneof(
    round.map(([digits, zeros]) => digits * 10 ** zeros),
    fc.double({ min: 1e-6, max: 1e15, noNaN: true }),
  );
}
