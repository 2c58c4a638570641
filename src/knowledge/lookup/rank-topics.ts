import type { Evidence } from './evidence.ts';
import type { Likeness, PhraseIndex } from './phrase-index.ts';

/** A topic with the probability that the question is about it, given that it is about one of them. */
export type RankedTopic = { readonly topic: string; readonly score: number; readonly share: number };

export type TopicRanking = {
  /** Best first; equal ones by id. */
  readonly topics: readonly RankedTopic[];
  readonly likeness: Likeness;
};

/** What one unit of squared similarity is worth in natural-log units of evidence; like the weights of the evidence. */
const SIMILARITY_WEIGHT = 3;

/** The words of a question as topics are found by: stems of its subject, and all words in their order. */
export type RankedWords = { readonly stems: readonly string[]; readonly row: readonly string[] };

/** Rank topics for a question by the evidence of its words and pairs of words, and its likeness to known phrases. */
export function rankTopics(
  { stems, row }: RankedWords,
  evidence: Evidence,
  phrases: PhraseIndex,
): TopicRanking {
  const likeness = phrases.compare(stems);
  const known = evidence.of(stems, row);
  const scores = known.map((sum, topic) => sum + SIMILARITY_WEIGHT * (likeness.byTopic[topic] ?? 0));
  return { topics: ranked(evidence.topics, scores), likeness };
}

function ranked(topics: readonly string[], scores: Float64Array): RankedTopic[] {
  const best = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - best));
  const total = odds.reduce((sum, each) => sum + each, 0);
  return topics
    .map((topic, index) => ({ topic, score: scores[index] ?? 0, share: (odds[index] ?? 0) / total }))
    .sort((a, b) => b.score - a.score || (a.topic < b.topic ? -1 : 1));
}
