import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { requirementsIn } from '../conversation/apply.ts';
import type { Context } from '../conversation/context.ts';
import { newState } from '../conversation/new-state.ts';
import { splitOf } from '../conversation/show/summary.ts';
import type { State } from '../conversation/state.ts';
import type { RecommendationView } from '../conversation/views.ts';
import { fromContract } from '../knowledge/contract.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import { parseValue } from '../knowledge/value-syntax.ts';
import { chartPng } from '../picture/render-png.ts';
import { recommendationJson } from './recommend-json.ts';
import { UsageError } from './usage.ts';

/** A workload in words, or as requirements in the JSON shape of the contract. */
export const recommendInput = z.union(
  [z.object({ text: z.string() }), z.object({ requirements: z.record(z.string(), z.unknown()) })],
  { error: 'expected {"text": "..."} or {"requirements": {...}}' },
);

/** The recommendation for one workload, in the JSON shape of the contract. */
export function recommendFor(context: Context, input: z.infer<typeof recommendInput>): object {
  const { criteria } = context.knowledge;
  const requirements =
    'text' in input ? requirementsOfText(context, input.text) : fromContract(input.requirements, criteria);
  const recommendation = context.advisor.recommend(requirements);
  return recommendationJson(recommendation, criteria, splitOf(context, recommendation));
}

/** What a description says, as requirements. */
export function requirementsOfText(context: Context, text: string): Requirements {
  return requirementsIn(context.understand(text, null, {}));
}

/**
 * Requirements from `--set criterion=value` options.
 * @throws UsageError when an option is not of that form or names no criterion.
 */
export function requirementsOfOptions(context: Context, options: readonly string[]): Requirements {
  const entries = options.map((option) => {
    const [name = '', ...rest] = option.split('=');
    const criterion = context.criteria.get(name);
    if (criterion === undefined || rest.length === 0) {
      const known = [...context.criteria.keys()].join(', ');
      throw new UsageError(`--set takes <criterion>=<value> with one of ${known}; got "${option}".`);
    }
    return [name, parseValue(criterion, rest.join('='))] as const;
  });
  return Object.fromEntries(entries);
}

/** A conversation in which all of this was said at once, for what is shown of a recommendation. */
export function stateOf(context: Context, requirements: Requirements, now: number): State {
  const given = Object.entries(requirements).map(([id, value]) => {
    const said = { value, by: 'you', at: now, words: '', how: 'said' as const, others: [] };
    return [id, said] as const;
  });
  const { version } = context.knowledge;
  const begun = newState({ id: 'command-line', startedBy: 'you', startedAt: now, knowledge: version });
  return { ...begun, stage: 'recommended', given: Object.fromEntries(given) };
}

/** Write the chart of the ranking to a PNG file. */
export async function writePicture(file: string, view: RecommendationView): Promise<void> {
  try {
    await writeFile(file, await chartPng(view));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The picture cannot be written to "${file}" (${why}); name a file in a folder that exists.`,
    );
  }
}
