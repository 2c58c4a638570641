import { z } from 'zod';
import type { Criterion } from '../knowledge/model.ts';
import {
  type Dimension,
  interval,
  levelOnly,
  noneOfIt,
  type Requirements,
  type RequirementValue,
  setOf,
} from '../knowledge/requirements.ts';
import { parseQuantity } from '../knowledge/units.ts';

const ends = z.strictObject({
  approx: z.string().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
  level: z.string().optional(),
});

/** Requirements as evaluation files write them: keys in snake case, lacking items under a key of their own. */
export const expectedSchema = z.record(
  z.string(),
  z.union([z.boolean(), z.array(z.string()), ends, z.string()]),
);
export type Expected = z.infer<typeof expectedSchema>;

/** An evaluation file names something that the knowledge does not have, or a value that cannot be read. */
export class EvaluationFileError extends Error {
  readonly code = 'EVALUATION_FILE';
}

/** Where a key of an evaluation file belongs: a criterion, and whether it lists what is lacking. */
export type Slot = { readonly criterion: Criterion; readonly lacks: boolean };

/** `not_skills` is the lacking side of the criterion whose JSON name for it is `notSkills`. */
export function slotOf(key: string, criteria: readonly Criterion[]): Slot {
  const name = camelCase(key);
  for (const criterion of criteria) {
    if (criterion.id === name) return { criterion, lacks: false };
    if (criterion.json.lacksKey === name) return { criterion, lacks: true };
  }
  throw new EvaluationFileError(`Expected the name of a criterion in snake case, got "${key}".`);
}

/**
 * Turn the requirements of an evaluation file into those the other rooms use.
 * @throws EvaluationFileError for an unknown criterion or a value that does not fit it.
 */
export function readExpected(expected: Expected, criteria: readonly Criterion[]): Requirements {
  const requirements: Record<string, RequirementValue> = {};
  for (const [key, value] of Object.entries(expected)) {
    const { criterion, lacks } = slotOf(key, criteria);
    const before = requirements[criterion.id];
    requirements[criterion.id] = readValue(criterion, value, lacks, before);
  }
  return requirements;
}

type Raw = Expected[string];

function readValue(
  criterion: Criterion,
  raw: Raw,
  lacks: boolean,
  before: RequirementValue | undefined,
): RequirementValue {
  if (criterion.kind === 'set' && Array.isArray(raw)) {
    const known = before?.kind === 'set' ? before : setOf([]);
    return lacks ? setOf(known.has, raw) : setOf(raw, known.lacks);
  }
  if (criterion.kind === 'flag' && typeof raw === 'boolean') return { kind: 'flag', value: raw };
  if (criterion.kind === 'choice' && typeof raw === 'string') return { kind: 'choice', value: raw };
  if (criterion.kind === 'interval' && raw === 'none') return noneOfIt();
  if (criterion.kind === 'interval' && typeof raw === 'object' && !Array.isArray(raw))
    return readInterval(criterion, raw);
  throw new EvaluationFileError(
    `Expected a ${criterion.kind} for "${criterion.id}", got ${JSON.stringify(raw)}.`,
  );
}

function readInterval(criterion: Criterion, raw: z.infer<typeof ends>): RequirementValue {
  const amount: Partial<Record<'approx' | 'min' | 'max', number>> = {};
  let dimension: Dimension | undefined;
  for (const end of ['approx', 'min', 'max'] as const) {
    const text = raw[end];
    if (text === undefined) continue;
    const quantity = parseQuantity(text);
    if (quantity === null)
      throw new EvaluationFileError(`Expected a quantity for "${criterion.id}", got "${text}".`);
    amount[end] = quantity.value;
    dimension = quantity.dimension;
  }
  if (dimension === undefined) return levelOnly(raw.level ?? '');
  return { ...interval(dimension, amount), level: raw.level ?? null };
}

function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
