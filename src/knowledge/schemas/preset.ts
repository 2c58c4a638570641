import { z } from 'zod';
import { text } from './parts.ts';

/** `presets/<id>.yaml`: a common workload to start from. Requirements are in the short form of values, by criterion id. */
export const presetSchema = z.strictObject({
  name: text,
  summary: text,
  order: z.int().min(1),
  says: z.array(text).default([]),
  requirements: z.record(text, text),
});
