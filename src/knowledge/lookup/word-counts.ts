import type { Field, Passage } from './corpus.ts';

/** How common stems are in the knowledge base. */
export type WordCounts = {
  /** Share of a stem among all words, 0 when it does not occur. */
  share(stem: string): number;
  /** All words counted, by weight. */
  readonly total: number;
};

/** Texts are long and mention much in passing; titles and phrases are to the point. */
const WEIGHTS: Readonly<Record<Field, number>> = {
  topic: 2,
  about: 1,
  phrases: 2,
  asked: 1,
  topicTerms: 1,
  title: 1,
  aliases: 1,
  terms: 0.6,
  text: 0.3,
  elsewhere: 0,
};

/** Count the stems of all passages. */
export function countWords(passages: readonly Passage[]): WordCounts {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { field, stems } of passages) {
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + WEIGHTS[field]);
    total += stems.length * WEIGHTS[field];
  }
  return { share: (stem) => (counts.get(stem) ?? 0) / total, total };
}
