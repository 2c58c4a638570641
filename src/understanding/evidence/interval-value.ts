import type { Criterion } from '../../knowledge/model.ts';
import { type Amount, type Dimension, type IntervalValue, interval } from '../../knowledge/requirements.ts';
import type { Bound, Quantity } from '../quantities/quantity.ts';

/**
 * A quantity of one of the criterion's dimensions as its value. A number goes to the end its words name; an end that
 * the criterion's contract does not carry goes to the one a plain number means.
 */
export function intervalValue(
  criterion: Criterion,
  dimension: Dimension,
  { low, high, vague }: Quantity,
  bound: Bound | null,
): IntervalValue {
  const ends = criterion.json.fields[dimension] ?? {};
  if (low < high && ends.min !== undefined && ends.max !== undefined) {
    return interval(dimension, { min: low, max: high });
  }
  const end = endOf(criterion, bound, ends);
  return { ...interval(dimension, { [end]: high }), level: vague ? levelOf(criterion, high) : null };
}

/** Where a plain number is a limit already, "more than 5 s is too slow" and "within 5 s" say the same. */
function endOf(
  criterion: Criterion,
  bound: Bound | null,
  ends: Partial<Record<keyof Amount, string>>,
): keyof Amount {
  if (bound === null || criterion.bare === 'max' || ends[bound] === undefined) return criterion.bare;
  return bound;
}

/** The level of a worded amount ("a few seconds" are "seconds"): the first whose range holds it. */
function levelOf(criterion: Criterion, value: number): string | null {
  for (const [level, { min, max }] of Object.entries(criterion.levels)) {
    if (value >= (min ?? 0) && value <= (max ?? Number.POSITIVE_INFINITY)) return level;
  }
  return null;
}
