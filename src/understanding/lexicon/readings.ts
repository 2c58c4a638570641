import type { Criterion } from '../../knowledge/model.ts';
import type { VocabularyReading } from '../../knowledge/vocabulary.ts';

/** How strongly, and in which direction, words near a quantity speak; see `vocabulary.ts` for what each means. */
export const CUES = [
  'certainly',
  'surely',
  'unlikely',
  'never',
  'aside',
  'prefer',
  'stale',
  'demand',
  'elsewhere',
] as const;
export type Cue = (typeof CUES)[number];

/** When a quantity speaks of a criterion. */
export type Reading = VocabularyReading & { readonly of: Criterion };

/** The cues of all readings as patterns. */
export function cueRows(
  readings: readonly Reading[],
): { readonly say: string; readonly data: { readonly reading: Reading; readonly cue: Cue } }[] {
  return readings.flatMap((reading) =>
    CUES.flatMap((cue) => reading[cue].map((say) => ({ say, data: { reading, cue } }))),
  );
}
