import type { Names } from './names.ts';
import { rowOf } from './row.ts';
import type { Speller } from './speller.ts';
import { EMPTY_WORDS, STOP_WORDS } from './stop-words.ts';
import { stemOf, wordsOf } from './words.ts';

/** One word of a question as it is looked up. */
export type QueryWord = { readonly word: string; readonly stem: string };

/** A question taken apart. */
export type Query = {
  /** Words without engine names and empty words, misspellings corrected, each stem once. */
  readonly words: readonly QueryWord[];
  /** Engines named, in their order. */
  readonly engines: readonly string[];
  /** How many products are named. */
  readonly products: number;
  readonly corrections: readonly Correction[];
  /** All words in their order, misspellings corrected. */
  readonly sequence: readonly string[];
  /** The same as stems, with engines' names as marks. */
  readonly row: readonly string[];
};

export type Correction = { readonly from: string; readonly to: string };

/** The shortest word that a run-together name is cut into. */
const SHORTEST_PART = 3;
/** No two words that the knowledge uses are longer together; each cut stems both halves, so a longer one would cost minutes. */
const LONGEST_TOGETHER = 40;

/** Take a question apart: correct its words, split the engine names off, drop empty words, stem the rest. */
export function analyse(question: string, speller: Speller, names: Names): Query {
  const corrections: Correction[] = [];
  const words = wordsOf(question).flatMap((word) => {
    const corrected = speller.correct(word);
    if (corrected === null) return cutApart(word, speller) ?? [word];
    corrections.push({ from: word, to: corrected });
    return [corrected];
  });
  const { engines, products, isName } = names.find(words);
  const rest = words.filter((_, index) => !isName[index]);
  const subject = [...rest, ...joined(rest, speller)].filter((word) => !EMPTY_WORDS.has(word));
  return {
    words: eachStemOnce(subject),
    engines,
    products,
    corrections,
    sequence: words,
    row: rowOf(words, isName),
  };
}

function eachStemOnce(words: readonly string[]): QueryWord[] {
  const byStem = new Map<string, QueryWord>();
  for (const word of words) {
    const stem = stemOf(word);
    if (!byStem.has(stem)) byStem.set(stem, { word, stem });
  }
  return [...byStem.values()];
}

/** Two known words written as one ("statestore"), when the whole is unknown. */
function cutApart(word: string, speller: Speller): string[] | null {
  if (word.length > LONGEST_TOGETHER) return null;
  if (speller.knows(word) || speller.isWord(word)) return null;
  for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at -= 1) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (parts.every((part) => speller.knows(part))) return parts;
  }
  return null;
}

/** One known word written as two ("back pressure"). */
function joined(words: readonly string[], speller: Speller): string[] {
  return words.slice(1).flatMap((word, index) => {
    const before = words[index] ?? '';
    if (STOP_WORDS.has(before)) return [];
    const whole = `${before}${word}`;
    return whole.length >= 2 * SHORTEST_PART && speller.has(whole) ? [whole] : [];
  });
}
