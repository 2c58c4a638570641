import { z } from 'zod';
import { text } from './parts.ts';

/** What to build, what to measure on it, and when it has passed. */
const trial = { build: text, measure: text, pass: text, cites: z.array(text).min(1) };

/** `next-steps/<engine>.yaml` or `next-steps/<engine>/<mode>.yaml`: what to do first when it is the pick. */
export const nextStepsSchema = z.strictObject({
  trial: z.strictObject(trial),
  claims: z
    .array(
      z.strictObject({
        rules: z.array(text).default([]),
        criteria: z.array(text).default([]),
        ...trial,
        risk: text.optional(),
      }),
    )
    .default([]),
  risk: text,
  watch: z.array(text).min(1),
  cites: z.array(text).min(1),
});
