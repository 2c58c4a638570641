import { z } from 'zod';
import { id, text } from './parts.ts';

/** `topics/<id>.yaml`: a subject of the knowledge base and the words in which people ask about it. */
export const topicSchema = z.strictObject({
  title: text,
  about: text,
  phrases: z.array(text).default([]),
  terms: z.array(text).default([]),
  overview: z.boolean().default(false),
  notApplicable: z.record(id, text).default({}),
});
