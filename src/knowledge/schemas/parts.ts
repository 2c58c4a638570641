import { z } from 'zod';

/** Pieces that several kinds of knowledge file share. */

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const MONTH_OR_DAY = /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;

export const text = z.string().trim().min(1);
/** Kebab case, as in `state-management`. */
export const id = z.string().regex(ID, 'an id in lower case with hyphens, as in "state-management"');
/** The day on which somebody checked a fact. */
export const day = z.string().regex(DAY, 'a date as in 2026-11-22');
/** Releases are at times known only by their month. */
export const monthOrDay = z.string().regex(MONTH_OR_DAY, 'a date as in 2026-11-22 or a month as in 2026-11');

export const link = z.strictObject({
  title: text,
  url: z.url({ protocol: /^https$/, error: 'an https address' }),
  publisher: text,
  kind: z.enum(['official', 'paper', 'article', 'vendor']),
});
