import { stemOf } from './words.ts';

/** Stands for any engine's name in a row of words; no stem looks like it. */
export const ENGINE_MARK = '*';

/** The stems of words in their order, whichever engine is named as the same mark. */
export function rowOf(words: readonly string[], isName: readonly boolean[]): string[] {
  return words.map((word, index) => (isName[index] === true ? ENGINE_MARK : stemOf(word)));
}

/**
 * Neighbouring words, each two as one feature: "start over" and "each day" say more than their words apart.
 * @example pairsOf(['start', 'over', 'again']) // ['start over', 'over again']
 */
export function pairsOf(row: readonly string[]): string[] {
  return row.slice(1).map((word, index) => `${row[index]} ${word}`);
}
