import list from './english-words.json' with { type: 'json' };

/** Zipf value given to words that are not on the list: rarer than any that is. */
const UNLISTED_ZIPF = 2;

const zipfByWord: ReadonlyMap<string, number> = new Map(
  Object.entries(list.zipf).flatMap(([zipf, words]) =>
    words.split(' ').map((word): [string, number] => [word, Number(zipf)]),
  ),
);

/** Whether this is a common English word, spelt right. */
export function isEnglish(word: string): boolean {
  return zipfByWord.has(word);
}

/** How common a word is in everyday English: log10 of its occurrences in a billion words (van Heuven et al., 2014). */
export function zipfOf(word: string): number {
  return zipfByWord.get(word) ?? UNLISTED_ZIPF;
}
