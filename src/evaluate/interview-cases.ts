import { z } from 'zod';
import type { Criterion } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import { parseValue, ValueSyntaxError } from '../knowledge/value-syntax.ts';
import { EvaluationFileError, expectedSchema, readExpected } from './expected-requirements.ts';

/** A workload with what its team would answer: a golden workload, or an evaluation scenario with its labels. */
export const interviewSchema = z.union(
  [
    z
      .looseObject({ id: z.string(), given: z.record(z.string(), z.string()) })
      .transform(({ id, given }) => ({ kind: 'golden' as const, id, given })),
    z
      .looseObject({
        id: z.string(),
        message: z.string(),
        requirements: expectedSchema,
        ask_more: z.boolean().default(false),
      })
      .transform((one) => ({ ...one, kind: 'labelled' as const })),
  ],
  { error: 'a case with "given", or with "message" and "requirements"' },
);

/** One team to interview: all it would answer when asked, and how it describes itself at first, if it does. */
export type InterviewCase = {
  readonly id: string;
  readonly answers: Requirements;
  readonly message: string | null;
};

/**
 * The teams of a file. Cases that say next to nothing (`ask_more`) have no answers to give and are left out.
 * @throws EvaluationFileError for an unknown criterion or a value that does not fit it.
 */
export function interviewCases(
  raw: readonly z.infer<typeof interviewSchema>[],
  criteria: readonly Criterion[],
): InterviewCase[] {
  return raw.flatMap((one): InterviewCase[] => {
    if (one.kind === 'golden')
      return [{ id: one.id, answers: readGiven(one.given, criteria), message: null }];
    if (one.ask_more) return [];
    return [{ id: one.id, answers: readExpected(one.requirements, criteria), message: one.message }];
  });
}

function readGiven(given: Readonly<Record<string, string>>, criteria: readonly Criterion[]): Requirements {
  const entries = Object.entries(given).map(([id, text]) => {
    const criterion = criteria.find((one) => one.id === id);
    if (criterion === undefined)
      throw new EvaluationFileError(`Expected the id of a criterion, got "${id}".`);
    try {
      return [id, parseValue(criterion, text)] as const;
    } catch (error) {
      if (!(error instanceof ValueSyntaxError)) throw error;
      throw new EvaluationFileError(`${id}: ${error.message} ${error.remedy}`);
    }
  });
  return Object.fromEntries(entries);
}
