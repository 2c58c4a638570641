import { ask, buildLookup, type Lookup } from '../../knowledge/lookup/ask.ts';
import { type Engine, GENERAL, type Knowledge } from '../../knowledge/model.ts';
import { groupQuestions, type QuestionGroup, type UnansweredQuestion } from './group-questions.ts';
import { type Nearest, nearestIn } from './nearest.ts';
import { type Stub, stubFor } from './stub.ts';

/** Something people asked and the knowledge base did not answer. */
export type Gap = QuestionGroup & {
  /** True when the present knowledge answers it: there is nothing left to write. */
  readonly answered: boolean;
  /** Ids of the sections that come nearest, best first. */
  readonly nearest: readonly string[];
  /** A file to start from. */
  readonly stub: Stub;
};

const NEAREST = 3;

/**
 * What is missing in the knowledge base, by what people asked for, most frequent first.
 * @param questions those that were not answered when they were asked
 */
export function findGaps(questions: readonly UnansweredQuestion[], knowledge: Knowledge): Gap[] {
  const lookup = buildLookup(knowledge);
  const nearest = nearestIn(knowledge.sections);
  return groupQuestions(questions).map((group) => gapOf(group, lookup, nearest, knowledge));
}

function gapOf(group: QuestionGroup, lookup: Lookup, nearest: Nearest, knowledge: Knowledge): Gap {
  const [question = ''] = group.wordings;
  const { answered, suggestions } = ask(lookup, question);
  const topic = suggestions[0] ?? knowledge.topics[0]?.id ?? 'topic';
  return {
    ...group,
    answered,
    nearest: nearest(group.stems, NEAREST),
    stub: stubFor(group, engineNamed(question, knowledge.engines), topic),
  };
}

/** The one engine that a question names; a question about none, or about several, is a general one. */
function engineNamed(question: string, engines: readonly Engine[]): string {
  const words = ` ${question.toLowerCase().replace(/[^\p{L}\p{N}-]+/gu, ' ')} `;
  const named = engines.filter(({ id, name, aliases }) =>
    [id, name, ...aliases].some((one) => words.includes(` ${one.toLowerCase()} `)),
  );
  return named.length === 1 ? (named[0]?.id ?? GENERAL) : GENERAL;
}
