import type { Amount, Dimension } from '../../knowledge/requirements.ts';
import { unitsOf } from '../../knowledge/units.ts';

/** Seconds in the periods in which rates are given. */
const PERIODS_S = [1, 60, 3600, 86_400] as const;
/** More digits than floating-point conversion leaves in order. */
const DIGITS = 10;
/** A rate of so few digits was most probably given a second. */
const FEW_DIGITS = 3;

/** Sizes of the units in which an amount can be written, most usual or largest first. For rates: one in the period. */
export function unitSizes(dimension: Dimension): number[] {
  const isRate = dimension.endsWith('-per-second');
  return isRate ? PERIODS_S.map((seconds) => 1 / seconds) : unitsOf(dimension).map(([, size]) => size);
}

/**
 * The size of the unit in which an amount was most probably written: the largest in which it is a handy whole number
 * (90 s rather than 1.5 min, but 15 min rather than 900 s), else the one with the fewest digits (33,333.3 a second was 2M a minute).
 */
export function amountUnit(dimension: Dimension, amount: Amount): number {
  const value = amount.approx ?? amount.max ?? amount.min ?? 1;
  const sizes = unitSizes(dimension);
  const isRate = dimension.endsWith('-per-second');
  if (isRate && digitsOf(value) <= FEW_DIGITS) return 1;
  const whole = isRate ? undefined : sizes.toSorted((a, b) => b - a).find((size) => isHandy(value / size));
  if (whole !== undefined) return whole;
  let best = sizes.at(isRate ? 0 : -1) ?? 1;
  let fewest = Number.POSITIVE_INFINITY;
  for (const size of sizes) {
    const digits = digitsOf(value / size);
    if (value / size < 1 || digits >= fewest) continue;
    best = size;
    fewest = digits;
  }
  return best;
}

function isHandy(value: number): boolean {
  return value >= 1 && value < 1000 && Math.abs(value - Math.round(value)) < 1e-9;
}

function digitsOf(value: number): number {
  const [mantissa = ''] = value.toExponential(DIGITS - 1).split('e');
  const lastDigit = mantissa.search(/[1-9][.0]*$/);
  return mantissa.slice(0, lastDigit + 1).replace('.', '').length;
}
