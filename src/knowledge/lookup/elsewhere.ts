import commands from './command-words.json' with { type: 'json' };
import { zipfOf } from './english.ts';
import { foreignShare } from './foreign.ts';
import { stemOf } from './words.ts';

/** Weight of the foreign subjects' words beside English at large; more would condemn words we share with them. */
const FOREIGN_WEIGHT = 0.3;
/** Occurrences in a billion words are what the lists give as logarithms. */
const BILLION_LOG10 = 9;

const zipfByStem: ReadonlyMap<string, number> = new Map(
  Object.entries(commands.zipf).flatMap(([zipf, stems]) =>
    stems.split(' ').map((stem): [string, number] => [stem, Number(zipf)]),
  ),
);

/**
 * How common a word is away from our subjects, as a share of all words: in everyday English and foreign subjects, or
 * in descriptions of what computers do, whichever is more.
 */
export function shareElsewhere(word: string): number {
  const everyday = 10 ** (zipfOf(word) - BILLION_LOG10) + FOREIGN_WEIGHT * foreignShare(word);
  const computing = 10 ** ((zipfByStem.get(stemOf(word)) ?? 0) - BILLION_LOG10);
  return Math.max(everyday, computing);
}
