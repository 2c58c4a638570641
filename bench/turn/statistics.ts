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

/** Rates of one round by load, the same loads in the same places for both. */
export type Rates = { readonly one: readonly number[]; readonly two: readonly number[] };

/** What two carry at their best load over what one carries at its own: each by its medians, resampled by whole rounds. */
export function capacityGain(rounds: readonly Rates[], random: Random): Estimate {
  const gains = Array.from({ length: RESAMPLES }, () =>
    gainOf(Array.from(rounds, () => random.pick(rounds))),
  );
  return { median: gainOf(rounds), low: quantile(gains, 0.025), high: quantile(gains, 0.975) };
}

function gainOf(rounds: readonly Rates[]): number {
  return best(rounds.map(({ two }) => two)) / best(rounds.map(({ one }) => one));
}

/** The highest of the medians by load. */
export function best(rates: readonly (readonly number[])[]): number {
  const loads = (rates[0] ?? []).map((_, place) =>
    quantile(
      rates.map((round) => round[place] ?? Number.NaN),
      0.5,
    ),
  );
  return Math.max(...loads);
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
