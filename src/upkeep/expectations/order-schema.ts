import { z } from 'zod';
import { id, text } from '../../knowledge/schemas/parts.ts';

/** `orders.yaml`: how the verdict may move while one requirement grows or falls and everything else stays. */
export const ordersSchema = z.array(
  z.strictObject({
    id,
    /** An interval criterion. */
    criterion: text,
    /** The direction in which the requirement gets harder. */
    harder: z.enum(['falls', 'grows']),
    /** Classes of candidates, the ablest first; as it gets harder the pick stays in its class or moves to an abler one. */
    classes: z.array(z.array(text).min(1)).min(2),
    because: text,
    cites: z.array(text).min(1),
  }),
);

export type RawOrder = z.infer<typeof ordersSchema>[number];
