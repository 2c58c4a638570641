import type { Field } from './corpus.ts';
import type { NumberedPassage } from './numbered.ts';
import type { Stems } from './stems.ts';

/** How common stems are in the knowledge base. */
export type WordCounts = {
  /** Share of a stem among all words, 0 when it does not occur. */
  share(stem: string): number;
};

/** Weights in tenths. Texts are long and mention much in passing; titles and phrases are to the point. */
const WEIGHTS: Readonly<Record<Field, number>> = {
  topic: 20,
  about: 10,
  phrases: 20,
  asked: 10,
  topicTerms: 10,
  title: 10,
  aliases: 10,
  terms: 6,
  text: 3,
  elsewhere: 0,
};

/** Count the stems of all passages, in tenths of an occurrence. */
export function countWords(passages: readonly NumberedPassage[], stems: Stems): Int32Array {
  const counts = new Int32Array(stems.list.length);
  for (const { field, stems: own } of passages)
    for (const stem of own) counts[stem] = (counts[stem] ?? 0) + WEIGHTS[field];
  return counts;
}

/** Shares from what `countWords` counted. */
export function openWordCounts(counts: Int32Array, stems: Stems): WordCounts {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return { share: (stem) => (counts[stems.numberOf(stem)] ?? 0) / total };
}
