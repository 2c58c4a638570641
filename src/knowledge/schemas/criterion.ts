import { z } from 'zod';
import { id, text } from './parts.ts';

const dimension = z.enum(['time', 'bytes', 'events-per-second', 'bytes-per-second']);
const ends = z.strictObject({ approx: text.optional(), min: text.optional(), max: text.optional() });

const choice = z.strictObject({ id: text, label: text, value: text, also: z.array(text).default([]) });

const json = z.strictObject({
  fields: z.partialRecord(dimension, ends).default({}),
  lacks: text.nullable().default(null),
  level: z.boolean().default(false),
  none: z.boolean().default(false),
  optional: z.boolean().default(false),
});

/** `criteria/<id>.yaml`: one thing that is asked about. Quantities and values are texts in the short form. */
export const criterionSchema = z.strictObject({
  name: text,
  prompt: text,
  why: text,
  example: text,
  kind: z.enum(['interval', 'set', 'flag', 'choice']),
  effort: z.int().min(1),
  dimensions: z.array(dimension).default([]),
  conversions: z.partialRecord(dimension, z.number().positive()).default({}),
  bare: z.enum(['approx', 'max', 'min']).default('approx'),
  levels: z.record(id, ends).default({}),
  items: z.array(z.strictObject({ id: text, label: text })).default([]),
  open: z.boolean().default(false),
  choices: z.array(choice).default([]),
  spread: z
    .strictObject({
      of: text,
      factor: z.number().min(1),
      unless: text.nullable().default(null),
      soon: text.nullable().default(null),
    })
    .nullable()
    .default(null),
  askedWith: text.nullable().default(null),
  json,
});

export type RawCriterion = z.infer<typeof criterionSchema>;
