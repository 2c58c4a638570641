import type { Vocabulary } from '../../knowledge/vocabulary.ts';

/**
 * Words about values far apart: a second consumer said by its schedule, what keeps a sentence from saying one, and
 * quantities that are none of the values.
 */
export type SpreadCue = { readonly criterion: string; readonly cue: 'slow' | 'unless' | 'never' };

const CUES = ['slow', 'unless', 'never'] as const;

/** These words as patterns. */
export function spreadRows({ spreads }: Vocabulary): { readonly say: string; readonly data: SpreadCue }[] {
  return spreads.flatMap((spread) =>
    CUES.flatMap((cue) => spread[cue].map((say) => ({ say, data: { criterion: spread.criterion, cue } }))),
  );
}
