import type { Field, Passage } from './corpus.ts';
import { pairsOf } from './row.ts';

/** How strongly each word, and each pair of neighbouring words, speaks for each topic. */
export type Evidence = {
  readonly topics: readonly string[];
  /** Natural log of how much likelier the word is in a topic than anywhere, by topic; null for unknown words. */
  of(stem: string): Float64Array | null;
  /** The same for a pair as `pairsOf` gives it. */
  ofPair(pair: string): Float64Array | null;
};

type Weights = Readonly<Partial<Record<Field, number>>>;

/**
 * Weight of one occurrence by where it stands: phrases and questions say how people ask, terms and texts what a subject
 * consists of. Found by cross-validation on `bench/lookup-questions.yaml`; the figures lie on a plateau.
 */
const WORD_WEIGHTS: Weights = {
  topic: 2,
  about: 1,
  phrases: 2,
  asked: 1,
  topicTerms: 0.8,
  title: 1,
  aliases: 1,
  terms: 0.4,
  text: 0.1,
};
const PAIR_WEIGHTS: Weights = { phrases: 1, asked: 1, title: 0.5, aliases: 0.5 };
/** Share of the whole vocabulary's distribution mixed into each topic's own, in occurrences per word. */
const SMOOTHING = 0.3;

/**
 * Count the words of each topic and turn the counts into weights of evidence: a multinomial naive Bayes model with
 * uniform priors, smoothed towards the distribution over all topics (McCallum and Nigam, 1998), once over words and
 * once over pairs of them.
 */
export function buildEvidence(passages: readonly Passage[], topics: readonly string[]): Evidence {
  return {
    topics,
    of: tableOf(passages, topics, WORD_WEIGHTS, ({ stems }) => stems),
    ofPair: tableOf(passages, topics, PAIR_WEIGHTS, ({ row }) => pairsOf(row)),
  };
}

type FeaturesOf = (passage: Passage) => readonly string[];
/** Where each feature stands: topic and weight of one occurrence after another, flat. Most stand in a topic or two. */
type Occurrences = Map<string, number[]>;

function tableOf(
  passages: readonly Passage[],
  topics: readonly string[],
  weights: Weights,
  featuresOf: FeaturesOf,
): (feature: string) => Float64Array | null {
  const perTopic = new Float64Array(topics.length);
  const occurrences = occurrencesOf(passages, topics, weights, featuresOf, perTopic);
  const all = sum(perTopic);
  const prior = SMOOTHING * occurrences.size;
  return (feature) => {
    const found = occurrences.get(feature);
    if (found === undefined) return null;
    const counts = new Float64Array(topics.length);
    for (let place = 0; place < found.length; place += 2) {
      const topic = found[place] ?? 0;
      counts[topic] = at(counts, topic) + (found[place + 1] ?? 0);
    }
    const overall = sum(counts) / all;
    return counts.map((count, topic) =>
      Math.log((count + prior * overall) / (at(perTopic, topic) + prior) / overall),
    );
  };
}

/** Collects the occurrences and adds their weights to those of their topics. */
function occurrencesOf(
  passages: readonly Passage[],
  topics: readonly string[],
  weights: Weights,
  featuresOf: FeaturesOf,
  perTopic: Float64Array,
): Occurrences {
  const places = new Map(topics.map((topic, index) => [topic, index]));
  const occurrences: Occurrences = new Map();
  for (const passage of passages) {
    const topic = places.get(passage.topic);
    const weight = weights[passage.field];
    if (topic === undefined || weight === undefined) continue;
    for (const feature of featuresOf(passage)) {
      const list = occurrences.get(feature);
      if (list === undefined) occurrences.set(feature, [topic, weight]);
      else list.push(topic, weight);
      perTopic[topic] = at(perTopic, topic) + weight;
    }
  }
  return occurrences;
}

function sum(row: Float64Array): number {
  return row.reduce((total, value) => total + value, 0);
}

function at(row: Float64Array, index: number): number {
  return row[index] ?? 0;
}
