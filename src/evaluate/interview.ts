import { openCriteria } from '../decision/open.ts';
import type { Advisor } from '../decision/recommend.ts';
import type { Criterion } from '../knowledge/model.ts';
import { type Requirements, UNKNOWN } from '../knowledge/requirements.ts';
import type { InterviewCase } from './interview-cases.ts';

/** How many questions interviews of one kind took. */
export type Length = {
  readonly interviews: number;
  readonly mean: number;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
  /** Mean number of questions when everything open is asked. */
  readonly askingAll: number;
  /** Interviews whose pick is that of asking everything; all of them, or the early stop is wrong. */
  readonly samePick: number;
  /** Of those, interviews whose mode is the same too, which the early stop does not promise. */
  readonly sameMode: number;
};

export type InterviewReport = {
  readonly cases: number;
  /** Nothing is said at first. */
  readonly fromNothing: Length;
  /** Three of the requirements that the team has are said at first. */
  readonly fromThree: Length;
  /** The message is said as the advisor reads it; null where the file has none. */
  readonly fromMessage: Length | null;
  readonly results: readonly { readonly id: string; readonly asked: readonly string[] }[];
};

/** Triples of requirements tried for each case, spread evenly over all there are. */
const TRIPLES = 4;

type Interview = { readonly asked: readonly string[]; readonly all: number; readonly end: Requirements };
type Marked = Interview & { readonly samePick: boolean; readonly sameMode: boolean };

/**
 * Interview every team as the conversation does, question by question until the pick is settled, and count. A team
 * answers what it has an answer for, and "don't know" to the rest.
 * @param read how the advisor reads a message
 */
export function measureInterviews(
  cases: readonly InterviewCase[],
  advisor: Advisor,
  criteria: readonly Criterion[],
  read: (message: string) => Requirements,
): InterviewReport {
  const run = (one: InterviewCase, said: Requirements): Marked =>
    mark(interview(one.answers, said, advisor, criteria), { ...one.answers, ...said }, advisor);
  const fromNothing = cases.map((one) => run(one, {}));
  const messages = cases.flatMap((one) => (one.message === null ? [] : [run(one, read(one.message))]));
  return {
    cases: cases.length,
    fromNothing: lengthOf(fromNothing),
    fromThree: lengthOf(cases.flatMap((one) => triples(one, criteria).map((said) => run(one, said)))),
    fromMessage: messages.length === 0 ? null : lengthOf(messages),
    results: cases.map(({ id }, at) => ({ id, asked: fromNothing[at]?.asked ?? [] })),
  };
}

function interview(
  answers: Requirements,
  said: Requirements,
  advisor: Advisor,
  criteria: readonly Criterion[],
): Interview {
  const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  const questions = openCriteria(byId, said).filter(({ askedWith }) => askedWith === null);
  let known = said;
  const asked: string[] = [];
  for (;;) {
    const { next } = advisor.recommend(known);
    if (next === null) return { asked, all: questions.length, end: known };
    asked.push(next.criterion.id);
    known = { ...known, ...answerTo(next.criterion, answers, criteria) };
  }
}

/** The answer to a question, and to what it asks within. */
function answerTo({ id }: Criterion, answers: Requirements, criteria: readonly Criterion[]): Requirements {
  const within = criteria.filter(({ askedWith }) => askedWith === id);
  const flags = within.flatMap((flag) => {
    const value = answers[flag.id];
    return value === undefined ? [] : [[flag.id, value] as const];
  });
  return { [id]: answers[id] ?? UNKNOWN, ...Object.fromEntries(flags) };
}

function mark(one: Interview, answers: Requirements, advisor: Advisor): Marked {
  const [early, full] = [advisor.verdict(one.end).pick, advisor.verdict(answers).pick];
  return { ...one, samePick: early.engine === full.engine, sameMode: early.id === full.id };
}

/** Sets of three requirements that the team has, each with what its question asks within. */
function triples({ answers }: InterviewCase, criteria: readonly Criterion[]): Requirements[] {
  const own = criteria.filter(({ id, askedWith }) => askedWith === null && answers[id] !== undefined);
  const all = own.flatMap((a, i) =>
    own.slice(i + 1).flatMap((b, j) => own.slice(i + j + 2).map((c) => [a, b, c])),
  );
  const step = Math.max(1, all.length / TRIPLES);
  const some = Array.from(
    { length: Math.min(TRIPLES, all.length) },
    (_, n) => all[Math.floor(n * step)] ?? [],
  );
  return some.map((three) => Object.assign({}, ...three.map((one) => answerTo(one, answers, criteria))));
}

function lengthOf(interviews: readonly Marked[]): Length {
  const counts = interviews.map(({ asked }) => asked.length).sort((a, b) => a - b);
  const mean = (numbers: readonly number[]): number =>
    Math.round((numbers.reduce((sum, n) => sum + n, 0) / Math.max(1, numbers.length)) * 100) / 100;
  const quantile = (share: number): number => counts[Math.max(0, Math.ceil(share * counts.length) - 1)] ?? 0;
  return {
    interviews: counts.length,
    mean: mean(counts),
    median: quantile(0.5),
    p95: quantile(0.95),
    longest: quantile(1),
    askingAll: mean(interviews.map(({ all }) => all)),
    samePick: interviews.filter(({ samePick }) => samePick).length,
    sameMode: interviews.filter(({ sameMode }) => sameMode).length,
  };
}
