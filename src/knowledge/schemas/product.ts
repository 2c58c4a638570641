import { z } from 'zod';
import { id, text } from './parts.ts';

const product = z.strictObject({
  id,
  names: z.array(text).min(1),
  what: text,
  implies: z.record(text, z.array(text).min(1)).default({}),
  topics: z.array(id).default([]),
  engines: z.array(id).default([]),
});

/** `vocabulary/*.yaml`: products, vendors and technologies, and what naming one of them says. */
export const productsSchema = z.array(product);
