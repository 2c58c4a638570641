import { interview } from '../adapters/terminal/interview.ts';
import { loadContext } from '../advice.ts';
import { ConfigError, readConfig } from '../config.ts';
import type { Context } from '../conversation/context.ts';
import { recommendationView } from '../conversation/show/recommendation.ts';
import { splitOf } from '../conversation/show/summary.ts';
import { KnowledgeError } from '../knowledge/findings.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import { NoNetworkError } from '../upkeep/links/check-links.ts';
import { askFor, askInput } from './ask.ts';
import { answerBatch } from './batch.ts';
import { runData } from './data.ts';
import { doctor } from './doctor.ts';
import { evaluate } from './evaluate.ts';
import { feedbackReport } from './feedback.ts';
import { runKeys } from './keys.ts';
import { runKnowledge } from './knowledge.ts';
import { manifestText } from './manifest.ts';
import { parseInput, parseText } from './parse.ts';
import {
  recommendFor,
  recommendInput,
  requirementsOfOptions,
  requirementsOfText,
  stateOf,
  writePicture,
} from './recommend.ts';
import { recommendationJson } from './recommend-json.ts';
import { replayRecord } from './replay.ts';
import { type Call, readCall, USAGE, UsageError } from './usage.ts';

export type World = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream;
  readonly now: () => number;
};

type ExitCode = 0 | 1 | 2 | 3;

/**
 * Run one call of the command line.
 * @returns 0 on success, 1 when a check found something, 2 on bad usage, 3 when nothing can be said because there is no
 * network; the last two are told in one clear line on stderr.
 */
export async function run(argv: readonly string[], world: World): Promise<ExitCode> {
  try {
    const call = readCall(argv);
    if (call.verb === 'help') return print(world, USAGE);
    if (call.verb === 'knowledge') return await runKnowledge(call, world);
    if (call.verb === 'data') return await runData(call, world);
    if (call.verb === 'keys') return await runKeys(call, world);
    if (call.verb === 'doctor') return await doctor(call, world);
    if (call.verb === 'feedback') return await feedbackReport(call, world);
    if (call.verb === 'manifest') return print(world, manifestText(call));
    return await withKnowledge(call, world, await loadContext(readConfig(world.env)));
  } catch (error) {
    if (!isForTheCaller(error)) throw error;
    world.errors.write(`${[error.message, remedyOf(error)].filter((part) => part !== '').join(' ')}\n`);
    return error instanceof NoNetworkError ? 3 : 2;
  }
}

async function withKnowledge(call: Call, world: World, context: Context): Promise<ExitCode> {
  switch (call.verb) {
    case 'interview':
      await interview(context, world);
      return 0;
    case 'parse':
      return call.batch
        ? answerBatch(streams(world), parseInput, (input) => parseText(context, input))
        : printJson(world, parseText(context, { text: textOf(call), asked: call.asked }));
    case 'recommend':
      return recommend(call, world, context);
    case 'ask':
      return call.batch
        ? answerBatch(streams(world), askInput, (input) =>
            askFor(context, input.q, input.limit ?? call.limit),
          )
        : printJson(world, askFor(context, textOf(call), call.limit));
    case 'replay':
      return replayRecord(call, world, context);
    case 'eval':
      return printJson(world, await evaluate(context, call.words));
    default:
      throw new UsageError(
        `"${call.verb}" is not a verb of streamchoice; see "streamchoice help" for the list.`,
      );
  }
}

async function recommend(call: Call, world: World, context: Context): Promise<ExitCode> {
  if (call.batch) return answerBatch(streams(world), recommendInput, (input) => recommendFor(context, input));
  const said = call.words.length === 0 ? {} : requirementsOfText(context, textOf(call));
  const requirements: Requirements = { ...said, ...requirementsOfOptions(context, call.set) };
  const recommendation = context.advisor.recommend(requirements);
  const view = recommendationView(
    context,
    stateOf(context, requirements, world.now()),
    recommendation,
    world.now(),
  );
  if (call.picture !== null) await writePicture(call.picture, view);
  return call.json
    ? printJson(
        world,
        recommendationJson(recommendation, context.knowledge.criteria, splitOf(context, recommendation)),
      )
    : print(world, view.text);
}

function textOf(call: Call): string {
  const text = call.words.join(' ').trim();
  if (text !== '') return text;
  throw new UsageError(`"${call.verb}" needs a text, e.g. streamchoice ${call.verb} "..."; or --batch.`);
}

function streams(world: World): Parameters<typeof answerBatch>[0] {
  return {
    input: world.input,
    out: (line) => world.output.write(`${line}\n`),
    err: (line) => world.errors.write(`${line}\n`),
  };
}

function printJson(world: World, value: object): 0 {
  return print(world, JSON.stringify(value, null, 2));
}

function print(world: World, text: string): 0 {
  world.output.write(`${text}\n`);
  return 0;
}

/** Mistakes of the caller are told in words; anything else is ours and keeps its stack trace. */
function isForTheCaller(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof ConfigError ||
    error instanceof KnowledgeError ||
    (error instanceof Error && 'remedy' in error)
  );
}

function remedyOf(error: Error): string {
  return 'remedy' in error && typeof error.remedy === 'string' ? error.remedy : '';
}
