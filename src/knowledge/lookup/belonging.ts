import type { Field } from './corpus.ts';
import type { NumberedPassage } from './numbered.ts';
import { pairsOf } from './row.ts';
import { placeOf, type SparseRows, Tally } from './sparse-rows.ts';
import type { Stems } from './stems.ts';

/** How often words, and pairs of neighbouring ones, are asked here (column 0) and elsewhere (column 1). */
export type BelongingCounts = { readonly words: SparseRows; readonly pairs: SparseRows };

/** Tells questions asked here from those asked elsewhere by their words. */
export type Belonging = {
  /** Natural log of how much likelier a row of words is here than elsewhere; 0 when nothing is known of it. */
  of(row: readonly string[]): number;
};

const [HERE, ELSEWHERE, SIDES] = [0, 1, 2] as const;
/** Fields that say how people ask here. */
const OURS: ReadonlySet<Field> = new Set(['phrases', 'asked', 'aliases']);
/** Share of the common distribution mixed into each side's own, in occurrences per feature. */
const SMOOTHING = 0.5;
/** Pairs repeat what their words say, so they count half. */
const PAIR_WEIGHT = 0.5;

/** Count what is asked here and elsewhere. */
export function countBelonging(passages: readonly NumberedPassage[], stems: Stems): BelongingCounts {
  const [words, pairs] = [new Tally(SIDES), new Tally(SIDES)];
  for (const { field, row } of passages) {
    const side = sideOf(field);
    if (side === null) continue;
    for (const word of row) words.add(word, side, 1);
    for (const pair of pairsOf(row, stems.list.length)) pairs.add(pair, side, 1);
  }
  return { words: words.rows(), pairs: pairs.rows() };
}

function sideOf(field: Field): 0 | 1 | null {
  if (OURS.has(field)) return HERE;
  return field === 'elsewhere' ? ELSEWHERE : null;
}

/** Naive Bayes with two classes and even priors, over words and over pairs of them. */
export function openBelonging(counts: BelongingCounts, stems: Stems): Belonging {
  const words = ratioOf(counts.words);
  const pairs = ratioOf(counts.pairs);
  return {
    of: (row) => {
      const numbers = row.map((stem) => stems.numberOf(stem));
      return words(numbers) + PAIR_WEIGHT * pairs(pairsOf(numbers, stems.list.length));
    },
  };
}

function ratioOf(rows: SparseRows): (features: readonly number[]) => number {
  const totals = [rows.sums[HERE] ?? 0, rows.sums[ELSEWHERE] ?? 0] as const;
  const prior = SMOOTHING * rows.keys.length;
  return (features) => {
    let sum = 0;
    for (const feature of new Set(features)) {
      const row = placeOf(rows, feature);
      if (row >= 0) sum += weightOf(countsAt(rows, row), totals, prior);
    }
    return sum;
  };
}

/** How often a feature stands here and elsewhere. */
function countsAt({ starts, columns, counts }: SparseRows, row: number): [ours: number, theirs: number] {
  const found: [number, number] = [0, 0];
  for (let place = starts[row] ?? 0; place < (starts[row + 1] ?? 0); place += 1)
    found[columns[place] === HERE ? HERE : ELSEWHERE] = counts[place] ?? 0;
  return found;
}

type Pair = readonly [ours: number, theirs: number];

function weightOf([ours, theirs]: Pair, [allOurs, allTheirs]: Pair, prior: number): number {
  const common = (prior * (ours + theirs)) / (allOurs + allTheirs);
  return Math.log((ours + common) / (allOurs + prior) / ((theirs + common) / (allTheirs + prior)));
}
