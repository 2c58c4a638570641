import { z } from 'zod';
import { id, text } from './parts.ts';

const condition = z.unknown();
const conditions = z.record(text, condition);

/** `rules/*.yaml`: a list of rules. Conditions are checked by the kind of their criterion, see `condition.ts`. */
export const rulesSchema = z.array(
  z.strictObject({
    id,
    when: conditions,
    effect: z.record(
      text,
      z.union([z.number(), z.literal('excluded')], { error: 'points as a number, or excluded' }),
    ),
    because: text,
    cites: z.array(text).default([]),
  }),
);

export type RawRule = z.infer<typeof rulesSchema>[number];
export const alternativesSchema = z.strictObject({ any: z.array(conditions).min(1) });

const oneOrMore = z.union([text.transform((item) => [item]), z.array(text).min(1)], {
  error: 'an item or a list of items',
});

/** The condition on a criterion, by the criterion's kind. Quantities are still texts. */
export const intervalCondition = z.strictObject({
  below: text.optional(),
  atMost: text.optional(),
  above: text.optional(),
  atLeast: text.optional(),
  none: z.boolean().optional(),
});
const items = z.array(text).min(1).optional();
export const setCondition = z.strictObject({
  hasAny: items,
  hasAll: items,
  hasNone: items,
  lacksAny: items,
  only: items,
});
export const itemsCondition = oneOrMore;
export const flagCondition = z.boolean();
