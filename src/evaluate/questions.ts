import { z } from 'zod';
import type { LookupAnswer } from '../knowledge/lookup/ask.ts';

/** One question with the topics that answer it, best first; none when it is out of scope. */
export const questionSchema = z.strictObject({
  q: z.string(),
  topics: z.array(z.string()),
  engines: z.array(z.string()).default([]),
  style: z.string().default('plain'),
});
export type QuestionCase = z.infer<typeof questionSchema>;

/** Shares are of the questions in scope, 0 to 1; null where there is no such question. */
export type QuestionScores = {
  readonly questions: number;
  readonly success1: number | null;
  readonly success3: number | null;
  /** Mean reciprocal rank of the first acceptable topic. */
  readonly mrr: number | null;
};

export type QuestionReport = QuestionScores & {
  /** Of the questions that name engines and got an acceptable topic first: share whose section is about one of them. */
  readonly engineRight: number | null;
  /** Of the questions in scope: share that was declined. */
  readonly declined: number | null;
  readonly outOfScope: number;
  /** Out-of-scope questions that were answered nevertheless. */
  readonly falseAnswers: number;
  readonly byStyle: Readonly<Record<string, QuestionScores>>;
  readonly misses: readonly Miss[];
};

export type Miss = {
  readonly q: string;
  readonly expected: readonly string[];
  readonly got: readonly string[];
};

/** Results looked at per question. */
const DEPTH = 10;

type Marked = QuestionCase & { readonly answer: LookupAnswer; readonly rank: number | null };

/**
 * Score a set of questions: a question in scope that is declined counts as a miss. Ranks count topics, so that two
 * sections of one topic are one place.
 */
export function scoreQuestions(
  questions: readonly QuestionCase[],
  ask: (question: string, limit: number) => LookupAnswer,
): QuestionReport {
  const marked = questions.map((question): Marked => {
    const answer = ask(question.q, DEPTH);
    return { ...question, answer, rank: rankOf(question.topics, answer) };
  });
  const inScope = marked.filter((one) => one.topics.length > 0);
  const outside = marked.filter((one) => one.topics.length === 0);
  const styles = [...new Set(inScope.map((one) => one.style))].sort();
  return {
    ...scoresOf(inScope),
    engineRight: share(
      inScope.filter((one) => one.rank === 1 && one.engines.length > 0),
      isEngineRight,
    ),
    declined: share(inScope, (one) => !one.answer.answered),
    outOfScope: outside.length,
    falseAnswers: outside.filter((one) => one.answer.answered).length,
    byStyle: Object.fromEntries(
      styles.map((style) => [style, scoresOf(inScope.filter((one) => one.style === style))]),
    ),
    misses: marked.filter(isMiss).map(missOf),
  };
}

/** Place of the first acceptable topic, from 1; null when it is not there or the question was declined. */
function rankOf(topics: readonly string[], answer: LookupAnswer): number | null {
  const found = [...new Set(answer.results.map((result) => result.topic))];
  const place = found.findIndex((topic) => topics.includes(topic));
  return answer.answered && place >= 0 ? place + 1 : null;
}

function scoresOf(cases: readonly Marked[]): QuestionScores {
  const reciprocals = cases.map(({ rank }) => (rank === null ? 0 : 1 / rank));
  const mrr = cases.length === 0 ? null : reciprocals.reduce((sum, each) => sum + each, 0) / cases.length;
  return {
    questions: cases.length,
    success1: share(cases, ({ rank }) => rank === 1),
    success3: share(cases, ({ rank }) => rank !== null && rank <= 3),
    mrr,
  };
}

function share(cases: readonly Marked[], holds: (one: Marked) => boolean): number | null {
  return cases.length === 0 ? null : cases.filter(holds).length / cases.length;
}

function isEngineRight({ engines, answer }: Marked): boolean {
  return engines.includes(answer.results[0]?.engine ?? '');
}

function isMiss({ topics, answer, rank }: Marked): boolean {
  return topics.length === 0 ? answer.answered : rank !== 1;
}

function missOf({ q, topics, answer }: Marked): Miss {
  const got = answer.answered ? answer.results.slice(0, 3).map(({ section }) => section.id) : [];
  return { q, expected: topics, got };
}
