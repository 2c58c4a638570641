import porter2 from 'wink-porter2-stemmer';
import { SHORTHAND } from './shorthand.ts';

/** Letters and digits, with the signs that belong to names such as C# and C++. */
const TOKEN = /[\p{L}\p{N}]+(?:#|\+\+)?/gu;
const HUMP = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
const NUMBER = /^\d+$/;
const POSSESSIVE = /['’]s\b/gi;
const APOSTROPHE = /['’`]/g;
/** Texts repeat their words; past this many the memory is given back. */
const MEMORY = 50_000;
/** No word of a language is longer; taking endings off costs the square of the length, and keeping it would fill the memory. */
const LONGEST_WORD = 60;

const stems = new Map<string, string>();
const splits = new Map<string, readonly string[]>();

/**
 * The words of a text in lower case, in their order. A name in camel case gives its parts and the joined form,
 * apostrophes fall away, shorthand such as k8s is written out, plain numbers are left out.
 * @example wordsOf("RocksDB isn't on k8s") // ['rocksdb', 'rocks', 'database', 'isnt', 'on', 'kubernetes']
 */
export function wordsOf(text: string): string[] {
  const tokens = text.replace(POSSESSIVE, '').replace(APOSTROPHE, '').match(TOKEN) ?? [];
  const words: string[] = [];
  for (const token of tokens) for (const word of remembered(splits, token, split)) words.push(word);
  return words;
}

/** The stem under which a word is indexed (Porter2); what is too long for a word stays as it is. */
export function stemOf(word: string): string {
  return word.length > LONGEST_WORD ? word : remembered(stems, word, porter2);
}

function split(token: string): string[] {
  return partsOf(token).flatMap((part) => SHORTHAND.get(part) ?? [part]);
}

function partsOf(token: string): string[] {
  if (NUMBER.test(token)) return [];
  const joined = token.toLowerCase();
  const isPlain = joined.slice(1) === token.slice(1);
  if (isPlain || SHORTHAND.has(joined)) return [joined];
  const parts = token.split(HUMP).filter((part) => part.length > 1);
  return parts.length < 2 ? [joined] : [joined, ...parts.map((part) => part.toLowerCase())];
}

function remembered<T>(memory: Map<string, T>, key: string, make: (key: string) => T): T {
  if (key.length > LONGEST_WORD) return make(key);
  const known = memory.get(key);
  if (known !== undefined) return known;
  if (memory.size >= MEMORY) memory.clear();
  const made = make(key);
  memory.set(key, made);
  return made;
}
