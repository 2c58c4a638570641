import type { Evidence } from './evidence.ts';
import type { Likeness, PhraseIndex } from './phrase-index.ts';

/** A topic with the probability that the question is about it, given that it is about one of them. */
export type RankedTopic = { readonly topic: string; readonly score: number; readonly share: number };

export type TopicRanking = {
  /** Best first; equal ones by id. */
  readonly topics: readonly RankedTopic[];
  readonly likeness: Likeness;
};

/**
 * What one unit of squared similarity is worth in natural-log units of evidence. Fitted together with a factor for the
 * evidence, which came out as 1, as a conditional logit on `bench/lookup-questions.yaml`.
 */
const SIMILARITY_WEIGHT = 3;

/** Rank topics for the stems of a question by the evidence of its words and its likeness to known phrases. */
export function rankTopics(stems: readonly string[], evidence: Evidence, phrases: PhraseIndex): TopicRanking {
  const likeness = phrases.compare(stems);
  const scores = likeness.byTopic.map((similarity) => SIMILARITY_WEIGHT * similarity);
  for (const stem of stems) {
    const row = evidence.of(stem);
    for (let topic = 0; row !== null && topic < row.length; topic += 1)
      scores[topic] = (scores[topic] ?? 0) + (row[topic] ?? 0);
  }
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
