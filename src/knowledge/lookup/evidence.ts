import type { Field } from './corpus.ts';
import type { NumberedPassage } from './numbered.ts';
import { pairsOf } from './row.ts';
import { placeOf, type SparseRows, Tally } from './sparse-rows.ts';
import type { Stems } from './stems.ts';

/** How often each word, and each pair of neighbouring ones, stands in each topic; in tenths of an occurrence. */
export type EvidenceCounts = { readonly words: SparseRows; readonly pairs: SparseRows };

/** How strongly words, and pairs of neighbouring words, speak for each topic. */
export type Evidence = {
  readonly topics: readonly string[];
  /**
   * By topic, the sum over the known words and pairs of the natural log of how much likelier each is in the topic than
   * anywhere.
   * @param stems of the question's subject
   * @param row all words in their order as `rowOf` gives them
   */
  of(stems: readonly string[], row: readonly string[]): Float64Array;
};

type Weights = Readonly<Partial<Record<Field, number>>>;

/**
 * Weight of one occurrence by where it stands, in tenths: phrases and questions say how people ask, terms and texts what
 * a subject consists of. Found by cross-validation on `bench/lookup-questions.yaml`; the figures lie on a plateau.
 * Whole numbers, so that the order of adding them changes nothing.
 */
const WORD_WEIGHTS: Weights = {
  topic: 20,
  about: 10,
  phrases: 20,
  asked: 10,
  topicTerms: 8,
  title: 10,
  aliases: 10,
  terms: 4,
  text: 1,
};
const PAIR_WEIGHTS: Weights = { phrases: 10, asked: 10, title: 5, aliases: 5 };
/** Share of the whole vocabulary's distribution mixed into each topic's own, in tenths of an occurrence per word. */
const SMOOTHING = 3;

/** Count the words of each topic, and the pairs. */
export function countEvidence(
  passages: readonly NumberedPassage[],
  topics: readonly string[],
  stems: Stems,
): EvidenceCounts {
  const places = new Map(topics.map((topic, index) => [topic, index]));
  const [words, pairs] = [new Tally(topics.length), new Tally(topics.length)];
  for (const { topic, field, stems: own, row } of passages) {
    const place = places.get(topic);
    if (place === undefined) continue;
    addEach(words, own, place, WORD_WEIGHTS[field]);
    addEach(pairs, pairsOf(row, stems.list.length), place, PAIR_WEIGHTS[field]);
  }
  return { words: words.rows(), pairs: pairs.rows() };
}

function addEach(tally: Tally, features: readonly number[], topic: number, weight: number | undefined): void {
  if (weight === undefined) return;
  for (const feature of features) tally.add(feature, topic, weight);
}

/**
 * Turn counts into weights of evidence: a multinomial naive Bayes model with uniform priors, smoothed towards the
 * distribution over all topics (McCallum and Nigam, 1998), once over words and once over pairs of them.
 */
export function openEvidence(counts: EvidenceCounts, topics: readonly string[], stems: Stems): Evidence {
  const words = weigh(counts.words);
  const pairs = weigh(counts.pairs);
  const of: Evidence['of'] = (subject, row) => {
    const sums = new Float64Array(topics.length);
    for (const stem of subject) words(stems.numberOf(stem), sums);
    const numbers = row.map((stem) => stems.numberOf(stem));
    for (const pair of new Set(pairsOf(numbers, stems.list.length))) pairs(pair, sums);
    return sums;
  };
  return { topics, of };
}

/** Adds the weights of one feature, by topic; nothing when it is unknown. */
type AddWeights = (feature: number, sums: Float64Array) => void;

/**
 * The weight of a feature is the same in all topics in which it does not stand, but for their sizes. So there is one
 * row of weights for absence, and each count adds something to it.
 */
function weigh(rows: SparseRows): AddWeights {
  const { starts, columns, counts, sums: sizes } = rows;
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const prior = SMOOTHING * rows.keys.length;
  const absent = Float64Array.from(sizes, (size) => Math.log(prior / (size + prior)));
  return (feature, sums) => {
    const row = placeOf(rows, feature);
    if (row < 0) return;
    for (const [topic, weight] of absent.entries()) sums[topic] = (sums[topic] ?? 0) + weight;
    const own = counts.subarray(starts[row], starts[row + 1]);
    const expected = (prior * own.reduce((sum, count) => sum + count, 0)) / all;
    for (const [index, topic] of columns.subarray(starts[row], starts[row + 1]).entries())
      sums[topic] = (sums[topic] ?? 0) + Math.log1p((own[index] ?? 0) / expected);
  };
}
