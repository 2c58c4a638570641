import { z } from 'zod';
import { day, id, link, monthOrDay, text } from './parts.ts';

const release = z.strictObject({ version: text, date: monthOrDay, until: monthOrDay.optional() });

/** `engines/<id>.yaml`: an alternative that can be recommended. */
export const engineSchema = z.strictObject({
  name: text,
  aliases: z.array(text).default([]),
  summary: text,
  kind: z.enum(['single', 'combination', 'nothing']),
  precedence: z.int().min(1),
  current: z.array(release).default([]),
  supported: z.array(release).default([]),
  checked: day,
  modes: z.array(z.strictObject({ id, name: text, summary: text })).default([]),
  split: z.array(z.strictObject({ path: text, on: text, takes: text })).default([]),
  links: z.array(link).default([]),
});
