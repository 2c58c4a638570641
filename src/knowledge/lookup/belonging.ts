import type { Field, Passage } from './corpus.ts';
import { pairsOf } from './row.ts';

/** Tells questions asked here from those asked elsewhere by their words. */
export type Belonging = {
  /** Natural log of how much likelier a row of words is here than elsewhere; 0 when nothing is known of it. */
  of(row: readonly string[]): number;
};

/** Fields that say how people ask here. */
const OURS: ReadonlySet<Field> = new Set(['phrases', 'asked', 'aliases']);
/** Share of the common distribution mixed into each side's own, in occurrences per feature. */
const SMOOTHING = 0.5;
/** Pairs repeat what their words say, so they count half. */
const PAIR_WEIGHT = 0.5;

/**
 * Count words, and pairs of neighbouring ones, in what is asked here and elsewhere: naive Bayes with two classes and
 * even priors.
 */
export function buildBelonging(passages: readonly Passage[]): Belonging {
  const words = ratioOf(passages, (row) => row);
  const pairs = ratioOf(passages, pairsOf);
  return { of: (row) => words(row) + PAIR_WEIGHT * pairs(row) };
}

type FeaturesOf = (row: readonly string[]) => readonly string[];
/** How often a feature stands here and elsewhere. */
type Tally = [ours: number, theirs: number];
const [HERE, ELSEWHERE] = [0, 1] as const;

function ratioOf(passages: readonly Passage[], featuresOf: FeaturesOf): (row: readonly string[]) => number {
  const tallies = new Map<string, Tally>();
  const totals: Tally = [0, 0];
  for (const { field, row } of passages) {
    const side = sideOf(field);
    if (side !== null) count(featuresOf(row), side, tallies, totals);
  }
  const prior = SMOOTHING * tallies.size;
  return (row) => {
    let sum = 0;
    for (const feature of new Set(featuresOf(row))) {
      const tally = tallies.get(feature);
      if (tally !== undefined) sum += weightOf(tally, totals, prior);
    }
    return sum;
  };
}

function sideOf(field: Field): 0 | 1 | null {
  if (OURS.has(field)) return HERE;
  return field === 'elsewhere' ? ELSEWHERE : null;
}

function count(features: readonly string[], side: 0 | 1, tallies: Map<string, Tally>, totals: Tally): void {
  totals[side] += features.length;
  for (const feature of features) {
    const tally = tallies.get(feature) ?? [0, 0];
    tally[side] += 1;
    tallies.set(feature, tally);
  }
}

function weightOf([ours, theirs]: Tally, [allOurs, allTheirs]: Tally, prior: number): number {
  const common = (prior * (ours + theirs)) / (allOurs + allTheirs);
  return Math.log((ours + common) / (allOurs + prior) / ((theirs + common) / (allTheirs + prior)));
}
