import type { Random } from '../../drills/random.ts';

const RESAMPLES = 2_000;

/** The median of some ratios, or another number made of them, with a 95 % interval. */
export type Estimate = { readonly median: number; readonly low: number; readonly high: number };

/** Median with the percentile bootstrap interval of Efron (1979). */
export function estimate(ratios: readonly number[], random: Random): Estimate {
  return bootstrap(ratios, median, random);
}

function bootstrap<T>(
  samples: readonly T[],
  statistic: (of: readonly T[]) => number,
  random: Random,
): Estimate {
  const again = Array.from({ length: RESAMPLES }, () =>
    statistic(Array.from(samples, () => random.pick(samples))),
  );
  return { median: statistic(samples), low: quantile(again, 0.025), high: quantile(again, 0.975) };
}

const median = (of: readonly number[]): number => quantile(of, 0.5);

/** Rates of one round by load, the same loads in the same places for both. */
export type Rates = { readonly one: readonly number[]; readonly two: readonly number[] };

/** What two carry at their best load over what one carries at its own: each by its medians, resampled by whole rounds. */
export function capacityGain(rounds: readonly Rates[], random: Random): Estimate {
  return bootstrap(rounds, (some) => capacity(some, 'two') / capacity(some, 'one'), random);
}

/** The highest of the medians by load. */
export function capacity(rounds: readonly Rates[], of: keyof Rates): number {
  const loads = (rounds[0]?.[of] ?? []).map((_, place) =>
    median(rounds.map((round) => round[of][place] ?? Number.NaN)),
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
