import { z } from 'zod';
import type { RequirementValue } from '../knowledge/requirements.ts';
import { type DecisionRecord, RECORD_FORMAT, recordId } from './decision-record.ts';

export type ReadRecord =
  | { readonly ok: true; readonly record: DecisionRecord }
  | { readonly ok: false; readonly reason: string };

/**
 * Read a record from its JSON. Refused with what was expected when it is no such JSON, and when its id does not fit its
 * content: then somebody changed it by hand.
 */
export function readRecord(text: string): ReadRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'Expected the JSON of a decision record; this is no JSON.' };
  }
  const parsed = recordSchema.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues
      .slice(0, 3)
      .map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { ok: false, reason: `Expected a record of format ${RECORD_FORMAT}: ${faults.join('; ')}.` };
  }
  const record = parsed.data;
  const id = recordId(record);
  if (id === record.id) return { ok: true, record };
  return {
    ok: false,
    reason: `The record calls itself ${record.id}, but its content makes it ${id}: it was changed by hand.`,
  };
}

const end = z.number().nullable();
const amount = z.object({ approx: end, min: end, max: end });
const value: z.ZodType<RequirementValue> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('interval'),
    amounts: z.partialRecord(z.enum(['time', 'bytes', 'events-per-second', 'bytes-per-second']), amount),
    level: z.string().nullable(),
    none: z.boolean(),
  }),
  z.object({ kind: z.literal('set'), has: z.array(z.string()), lacks: z.array(z.string()) }),
  z.object({ kind: z.literal('flag'), value: z.boolean() }),
  z.object({ kind: z.literal('choice'), value: z.string() }),
  z.object({ kind: z.literal('unknown') }),
]);
const link = z.object({
  title: z.string(),
  url: z.string(),
  publisher: z.string(),
  kind: z.enum(['official', 'paper', 'article', 'vendor']),
});
const reason = z.object({
  rule: z.string(),
  points: z.number().nullable(),
  because: z.string(),
  house: z.boolean(),
  links: z.array(link),
});
const candidate = { engine: z.string(), mode: z.string().nullable(), name: z.string() };

const recordSchema: z.ZodType<DecisionRecord> = z.object({
  format: z.literal(RECORD_FORMAT),
  id: z.string(),
  title: z.string(),
  date: z.string(),
  knowledge: z.string(),
  requirements: z.array(
    z.object({
      criterion: z.string(),
      name: z.string(),
      text: z.string(),
      value,
      how: z.enum(['said', 'inferred']),
      by: z.string(),
      words: z.string().nullable(),
    }),
  ),
  verdict: z.object({
    ...candidate,
    strength: z.string(),
    margin: z.number(),
    sensitivity: z.number(),
    settled: z.boolean(),
  }),
  options: z.array(
    z.object({
      ...candidate,
      summary: z.string(),
      score: z.number(),
      excluded: z.boolean(),
      reasons: z.array(reason),
    }),
  ),
  against: z.array(z.object({ text: z.string(), links: z.array(link) })),
  wouldChange: z.array(z.object({ change: z.string(), pick: z.string() })),
  assumptions: z.array(z.string()),
  withoutHouseRules: z.string().nullable(),
  nextSteps: z
    .object({
      build: z.string(),
      measure: z.string(),
      pass: z.string(),
      risk: z.string(),
      watch: z.array(z.string()),
    })
    .nullable(),
  links: z.array(link),
});
