import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Context } from '../conversation/context.ts';
import { measureInterviews } from '../evaluate/interview.ts';
import { interviewCases, interviewSchema } from '../evaluate/interview-cases.ts';
import { questionSchema, scoreQuestions } from '../evaluate/questions.ts';
import { scenarioSchema, scoreScenarios } from '../evaluate/scenarios.ts';
import { scoreUtterances, utteranceSchema } from '../evaluate/utterances.ts';
import { requirementsOfText } from './recommend.ts';
import { UsageError } from './usage.ts';

type Score = (context: Context, yaml: string) => object;

/** Kinds of evaluation file, each with how it is scored. */
const KINDS: Readonly<Record<string, Score>> = {
  scenarios: (context, yaml) =>
    scoreScenarios(read(scenarioSchema, yaml), (message) =>
      context.advisor.recommend(requirementsOfText(context, message)),
    ),
  questions: (context, yaml) => scoreQuestions(read(questionSchema, yaml), context.ask),
  utterances: (context, yaml) =>
    scoreUtterances(read(utteranceSchema, yaml), context.understand, context.knowledge),
  interview: (context, yaml) =>
    measureInterviews(
      interviewCases(read(interviewSchema, yaml), context.knowledge.criteria),
      context.advisor,
      context.knowledge.criteria,
      (message) => requirementsOfText(context, message),
    ),
};

/**
 * Score a file of evaluation cases.
 * @throws UsageError when the kind is unknown, or the file is missing or not of the kind's format.
 */
export async function evaluate(context: Context, words: readonly string[]): Promise<object> {
  const [kind = '', path] = words;
  const score = KINDS[kind];
  if (score === undefined || path === undefined)
    throw new UsageError(
      `eval takes ${Object.keys(KINDS).join('|')} and a file, e.g. "eval scenarios cases.yaml".`,
    );
  const yaml = await readText(path);
  try {
    return score(context, yaml);
  } catch (error) {
    if (error instanceof Error && error.name === 'YAMLParseError')
      throw new UsageError(`The evaluation file "${path}" is no YAML: ${error.message.split('\n')[0]}`);
    throw error;
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The evaluation file "${path}" cannot be read: ${why}`);
  }
}

function read<T>(schema: z.ZodType<T>, yaml: string): T[] {
  const parsed = z.array(schema).safeParse(parse(yaml));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(
    `The evaluation file has another format than expected: case ${issue?.path.join('.')}: ${issue?.message}`,
  );
}
