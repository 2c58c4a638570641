import { z } from 'zod';
import { id, text } from '../../knowledge/schemas/parts.ts';

/** One candidate or several, as an engine (any of its modes) or `engine/mode`. */
const candidates = z.union([text.transform((one) => [one]), z.array(text).min(1)], {
  error: 'an engine, engine/mode, or a list of them',
});

/** `scenarios.yaml`: golden workloads. Values are texts in the short form of criteria files. */
export const scenariosSchema = z.array(
  z.strictObject({
    id,
    what: text,
    given: z.record(text, text),
    /** Picks that a senior architect would sign, the best first. */
    pick: candidates,
    because: text,
    cites: z.array(text).min(1),
  }),
);

export type RawScenario = z.infer<typeof scenariosSchema>[number];
