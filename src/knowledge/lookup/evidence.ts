import type { Field, Passage } from './corpus.ts';

/** How strongly each word speaks for each topic. */
export type Evidence = {
  readonly topics: readonly string[];
  /** Natural log of how much likelier the word is in a topic than anywhere, by topic; null for unknown words. */
  of(stem: string): Float64Array | null;
};

/**
 * Weight of one occurrence by where it stands: phrases say how people ask, terms and texts what a subject consists of.
 * Found by cross-validation on `bench/lookup-questions.yaml`; the figures lie on a plateau.
 */
const WEIGHTS: Readonly<Record<Field, number>> = {
  topic: 2,
  about: 1,
  phrases: 2,
  topicTerms: 0.8,
  title: 1,
  aliases: 1,
  terms: 0.4,
  text: 0.1,
};
/** Share of the whole vocabulary's distribution mixed into each topic's own, in occurrences per word. */
const SMOOTHING = 0.3;

/**
 * Count the words of each topic and turn the counts into weights of evidence: a multinomial naive Bayes model with
 * uniform priors, smoothed towards the distribution over all topics (McCallum and Nigam, 1998).
 */
export function buildEvidence(passages: readonly Passage[], topics: readonly string[]): Evidence {
  const counts = countByStem(passages, topics);
  const perTopic = new Float64Array(topics.length);
  for (const row of counts.values())
    for (const [topic, count] of row.entries()) perTopic[topic] = at(perTopic, topic) + count;
  const all = sum(perTopic);
  const prior = SMOOTHING * counts.size;
  const of = (stem: string): Float64Array | null => {
    const row = counts.get(stem);
    if (row === undefined) return null;
    const overall = sum(row) / all;
    return row.map((count, topic) =>
      Math.log((count + prior * overall) / (at(perTopic, topic) + prior) / overall),
    );
  };
  return { topics, of };
}

function countByStem(passages: readonly Passage[], topics: readonly string[]): Map<string, Float64Array> {
  const places = new Map(topics.map((topic, index) => [topic, index]));
  const counts = new Map<string, Float64Array>();
  for (const { topic, field, stems } of passages) {
    const place = places.get(topic);
    if (place === undefined) continue;
    for (const stem of stems) {
      let row = counts.get(stem);
      if (row === undefined) {
        row = new Float64Array(topics.length);
        counts.set(stem, row);
      }
      row[place] = at(row, place) + WEIGHTS[field];
    }
  }
  return counts;
}

function sum(row: Float64Array): number {
  return row.reduce((total, value) => total + value, 0);
}

function at(row: Float64Array, index: number): number {
  return row[index] ?? 0;
}
