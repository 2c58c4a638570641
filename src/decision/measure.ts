import type { Criterion } from '../knowledge/model.ts';
import type { Amount, IntervalValue } from '../knowledge/requirements.ts';

/**
 * The number that stands for an interval where a rule compares it, in the base unit of the criterion's first
 * dimension: the end that `bare` names, else the given end, else the middle of a range on a logarithmic scale (sizes
 * and times are spread over orders of magnitude). "None of it" counts as zero; `null` when nothing was said.
 */
export function measure(criterion: Criterion, value: IntervalValue): number | null {
  if (value.none) return 0;
  const amount = amountOf(criterion, value);
  if (amount !== null) return amount[criterion.bare] ?? middle(amount);
  const level = value.level === null ? undefined : criterion.levels[value.level];
  return level === undefined ? null : middle(level);
}

/** Both ends of what was said, for verdicts at either end; equal ends when one number was given. */
export function ends(criterion: Criterion, value: IntervalValue): { low: number; high: number } | null {
  if (value.none) return { low: 0, high: 0 };
  const level = value.level === null ? undefined : criterion.levels[value.level];
  const amount = amountOf(criterion, value) ?? level ?? null;
  if (amount === null) return null;
  const any = middle(amount);
  if (any === null) return null;
  return { low: amount.approx ?? amount.min ?? any, high: amount.approx ?? amount.max ?? any };
}

function amountOf(criterion: Criterion, value: IntervalValue): Amount | null {
  for (const dimension of criterion.dimensions) {
    const amount = value.amounts[dimension];
    if (amount !== undefined) return scale(amount, criterion.conversions[dimension] ?? 1);
  }
  return null;
}

function scale(amount: Amount, factor: number): Amount {
  const by = (n: number | null): number | null => (n === null ? null : n * factor);
  return { approx: by(amount.approx), min: by(amount.min), max: by(amount.max) };
}

function middle(amount: Amount): number | null {
  if (amount.approx !== null) return amount.approx;
  if (amount.min !== null && amount.max !== null) return Math.sqrt(Math.max(amount.min, 1) * amount.max);
  return amount.max ?? amount.min;
}
