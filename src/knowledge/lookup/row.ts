import { UNKNOWN } from './stems.ts';
import { stemOf } from './words.ts';

/** Stands for any engine's name in a row of words; no stem looks like it. */
export const ENGINE_MARK = '*';

/** The stems of words in their order, whichever engine is named as the same mark. */
export function rowOf(words: readonly string[], isName: readonly boolean[]): string[] {
  return words.map((word, index) => (isName[index] === true ? ENGINE_MARK : stemOf(word)));
}

/**
 * Neighbouring words, each two as one number: "start over" and "each day" say more than their words apart. A pair with
 * a word that stands nowhere is none.
 * @param row numbers of stems
 * @param size how many stems are numbered
 */
export function pairsOf(row: readonly number[], size: number): number[] {
  const pairs: number[] = [];
  for (let at = 1; at < row.length; at += 1) {
    const [first, second] = [row[at - 1] ?? UNKNOWN, row[at] ?? UNKNOWN];
    if (first !== UNKNOWN && second !== UNKNOWN) pairs.push(first * size + second);
  }
  return pairs;
}
