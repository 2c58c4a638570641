import { z } from 'zod';
import { day, id, link, text } from './parts.ts';

/** Titles stand alone on a button or a link. */
const TITLE_CHARACTERS = 80;

/** Front matter of `sections/<engine>/<topic>/<slug>.md`: one passage of the knowledge base. */
export const sectionSchema = z.strictObject({
  title: text.max(TITLE_CHARACTERS),
  modes: z.array(id).default([]),
  aliases: z.array(text).min(1),
  terms: z.array(text).default([]),
  links: z.array(link).min(1),
  holds: text,
  checked: day,
  contested: text.nullable().default(null),
  /** Why there is no official link and no paper; without it a section must have one. */
  unofficial: text.optional(),
});
