import type { Random } from '../../drills/random.ts';

const RESAMPLES = 2_000;

/** The median of some ratios with a 95 % interval. */
export type Estimate = { readonly median: number; readonly low: number; readonly high: number };

/** Median with the percentile bootstrap interval of Efron (1979). */
export function estimate(ratios: readonly number[], random: Random): Estimate {
  const medians = Array.from({ length: RESAMPLES }, () =>
    quantile(
      Array.from(ratios, () => random.pick(ratios)),
      0.5,
    ),
  );
  return { median: quantile(ratios, 0.5), low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
}

/** By linear interpolation between the two nearest; NaN for none. */
export function quantile(numbers: readonly number[], at: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return (low ?? Number.NaN) + ((high ?? Number.NaN) - (low ?? Number.NaN)) * (place - Math.floor(place));
}

export function shown({ median, low, high }: Estimate): string {
  return `${median.toFixed(2)} [${low.toFixed(2)}..${high.toFixed(2)}]`;
}
