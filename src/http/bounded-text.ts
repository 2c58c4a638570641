import { z } from 'zod';

/**
 * A text of one to `most` characters from outside. In two steps, since zod compares the length of whatever has one, text or
 * not, and throws where that is an object of no number (`{"length":{"toString":1}}`).
 */
export function boundedText(most = Number.MAX_SAFE_INTEGER): z.ZodType<string, string> {
  return z.string().pipe(z.string().min(1).max(most));
}
