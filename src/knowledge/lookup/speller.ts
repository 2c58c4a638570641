import Fuse from 'fuse.js';
import { editDistance } from './distance.ts';
import { isEnglish } from './english.ts';
import { isForeignWord } from './foreign.ts';
import { STOP_WORDS } from './stop-words.ts';
import { stemOf } from './words.ts';

/** Corrects words towards the vocabulary of the knowledge base. */
export type Speller = {
  /** Whether the word stands in the knowledge base, in this or another form. */
  knows(word: string): boolean;
  /** Whether the very word stands in the knowledge base. */
  has(word: string): boolean;
  /** Whether the word is common English, or a name from elsewhere. */
  isWord(word: string): boolean;
  /** The word that was probably meant, or null when it is right as it is or nothing is near. */
  correct(word: string): string | null;
};

/** Shorter words have too many neighbours to tell which was meant. */
const SHORTEST = 3;
/** Words handed to Fuse; twice as many mend one word in a thousand more and take twice as long. */
const CANDIDATES = 20;
const LENGTH_DIFFERENCE = 2;
/** Corrections remembered; questions repeat their misspellings. */
const MEMORY = 5_000;
/**
 * Loose, since the edit limit decides: Bitap counts swapped letters as two errors, which is half of a short word. The
 * words have no field norm because all fields are one word long.
 */
const FUSE_OPTIONS = { includeScore: true, threshold: 0.6, distance: 20, ignoreFieldNorm: true } as const;

/**
 * Make a speller for these words with the number of times each occurs. A prefilter by shared letter pairs hands
 * Fuse a short list, Fuse ranks it, a limit on the edit distance refuses what is too far.
 * @param stems the stems of these words, where they are known already
 */
export function buildSpeller(
  counts: ReadonlyMap<string, number>,
  stems: ReadonlySet<string> = new Set([...counts.keys()].map(stemOf)),
): Speller {
  const found = new Map<string, string | null>();
  let pairs: PairIndex | null = null;
  const knows = (word: string): boolean => counts.has(word) || stems.has(stemOf(word));
  const isWord = (word: string): boolean => STOP_WORDS.has(word) || isEnglish(word) || isForeignWord(word);
  const correct = (word: string): string | null => {
    if (word.length < SHORTEST || knows(word) || isWord(word)) return null;
    const before = found.get(word);
    if (before !== undefined) return before;
    pairs ??= indexPairs([...new Set([...counts.keys(), ...STOP_WORDS])]);
    const best = nearest(word, sharing(word, pairs), counts);
    if (found.size >= MEMORY) found.clear();
    found.set(word, best);
    return best;
  };
  return { knows, correct, has: (word) => counts.has(word), isWord };
}

/** Words by their pairs of letters, the ends of the word counting as letters. Made when first needed. */
type PairIndex = {
  /** Shortest first, so that those of about one length stand together, then in order of the alphabet. */
  readonly words: readonly string[];
  readonly byPair: ReadonlyMap<number, readonly number[]>;
};

function indexPairs(all: readonly string[]): PairIndex {
  const words = all.filter((word) => word.length >= SHORTEST);
  words.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const byPair = new Map<number, number[]>();
  for (const [index, word] of words.entries()) {
    for (const pair of pairsOf(word)) {
      const list = byPair.get(pair);
      if (list === undefined) byPair.set(pair, [index]);
      else if (list.at(-1) !== index) list.push(index);
    }
  }
  return { words, byPair };
}

type Candidate = { readonly candidate: string; readonly score: number };

/** The words of about this length that share most pairs with this one, as Dice's coefficient. */
function sharing(word: string, { words, byPair }: PairIndex): string[] {
  const from = firstOfLength(words, word.length - LENGTH_DIFFERENCE);
  const to = firstOfLength(words, word.length + LENGTH_DIFFERENCE + 1);
  const pairs = new Set(pairsOf(word));
  const shared = new Uint8Array(to - from);
  for (const pair of pairs) {
    const list = byPair.get(pair) ?? [];
    for (let at = firstFrom(list, from); at < list.length; at += 1) {
      const index = (list[at] ?? to) - from;
      if (index >= shared.length) break;
      shared[index] = (shared[index] ?? 0) + 1;
    }
  }
  const scored: Candidate[] = [];
  for (const [index, count] of shared.entries()) {
    const candidate = words[from + index] ?? '';
    if (count > 0) scored.push({ candidate, score: count / (pairs.size + candidate.length + 1) });
  }
  return best(scored, CANDIDATES).map(({ candidate }) => candidate);
}

/** The place of the first word that is at least so long. */
function firstOfLength(words: readonly string[], length: number): number {
  return firstPlace(words.length, (at) => (words[at]?.length ?? 0) >= length);
}

/** The place of the first number that is at least so large. */
function firstFrom(list: readonly number[], least: number): number {
  return firstPlace(list.length, (at) => (list[at] ?? 0) >= least);
}

/** Binary search for the first place from which on something holds. */
function firstPlace(size: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The best so many, equal ones by the alphabet; only those that reach the last of them are put in order. */
function best(all: readonly Candidate[], count: number): Candidate[] {
  const least =
    Float64Array.from(all, ({ score }) => score)
      .sort()
      .at(-count) ?? 0;
  return all
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count);
}

/** Pairs of neighbouring letters as numbers; 0 stands for the end of the word. */
function pairsOf(word: string): number[] {
  const pairs: number[] = [];
  let before = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    pairs.push(before * PAIR_BASE + code);
    before = code;
  }
  pairs.push(before * PAIR_BASE);
  return pairs;
}

/** Above every UTF-16 code unit, so that no two pairs share a number. */
const PAIR_BASE = 0x10000;

/**
 * The best of Fuse's matches within the edit limit; of equally near ones the one Fuse likes, then the commoner. Fuse
 * scores each word by itself, so those past the limit are not shown to it.
 */
function nearest(
  word: string,
  candidates: readonly string[],
  counts: ReadonlyMap<string, number>,
): string | null {
  const limit = editLimit(word);
  const distances = new Map(candidates.map((candidate) => [candidate, editDistance(word, candidate, limit)]));
  const within = candidates.filter(
    (candidate) =>
      (distances.get(candidate) ?? limit) <= limit && (word.length > SHORTEST || isAnagram(word, candidate)),
  );
  if (within.length === 0) return null;
  const matches = new Fuse(within, FUSE_OPTIONS).search(word).map(({ item, score = 1 }) => ({
    item,
    score,
    distance: distances.get(item) ?? limit,
    count: counts.get(item) ?? 0,
  }));
  matches.sort(
    (a, b) => a.distance - b.distance || a.score - b.score || b.count - a.count || (a.item < b.item ? -1 : 1),
  );
  return matches[0]?.item ?? null;
}

/** Edits allowed: one up to six letters, two up to eight, then three. */
function editLimit(word: string): number {
  if (word.length <= 6) return 1;
  return word.length <= 8 ? 2 : 3;
}

function isAnagram(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}
