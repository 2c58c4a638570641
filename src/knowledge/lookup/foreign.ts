import list from './foreign-subjects.json' with { type: 'json' };
import { STOP_WORDS } from './stop-words.ts';
import { wordsOf } from './words.ts';

const terms: readonly (readonly string[])[] = Object.values(list.subjects)
  .flatMap((subject) => subject.split(', '))
  .map((term) => wordsOf(term).map(singular))
  .filter((words) => words.length > 0);
const byFirst = Map.groupBy(terms, (words) => words[0] ?? '');
const spelt = new Set(Object.values(list.subjects).flatMap((subject) => wordsOf(subject)));
const counts = new Map<string, number>();
for (const word of terms.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
const total = terms.flat().filter((word) => !STOP_WORDS.has(word)).length;

/** Whether a word belongs to a subject that no knowledge base of this kind covers; such words are spelt right. */
export function isForeignWord(word: string): boolean {
  return spelt.has(word);
}

/** Share of a word among all words of the foreign subjects, singular and plural alike. */
export function foreignShare(word: string): number {
  return (counts.get(singular(word)) ?? 0) / total;
}

/**
 * The terms of foreign subjects that stand in a row of words. Compared by word and not by stem: "responsive" pages
 * are foreign, a "response" is not.
 */
export function foreignTerms(words: readonly string[]): (readonly string[])[] {
  const row = words.map(singular);
  return row.flatMap((word, start) =>
    (byFirst.get(word) ?? []).filter((term) => term.every((each, offset) => row[start + offset] === each)),
  );
}

/** A word without the -s of its plural, as foreign terms are compared. */
export function singular(word: string): string {
  return /[^siu]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}
