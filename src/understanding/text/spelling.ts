import { editDistance } from '../../knowledge/lookup/distance.ts';
import { isEnglish } from '../../knowledge/lookup/english.ts';
import { remember } from './memo.ts';

/** Finds the known word a misspelt one was meant to be. */
export type Speller = { fix(word: string): string };

type Candidate = {
  readonly word: string;
  readonly letters: number;
  readonly rank: number;
  /** Too short to be guessed at unless its very letters are there, in another order. */
  readonly onlySwaps: boolean;
};

/** Shorter words are too close to others to be guessed at. */
const SHORTEST = 4;
const LONGEST = 24;
/** From these lengths on one and two wrong letters are forgiven. */
const TWO_ERRORS_FROM = 8;
const TWO_SWAPS_FROM = 6;

/** Words to guess at, the earlier preferred; some only when no more than letters were swapped. */
export type Candidates = { readonly words: readonly string[]; readonly onlySwapped: readonly string[] };

/**
 * A speller. Common English words, and those of `right` in any inflection, are right as they are; others become the nearest candidate, if one is
 * near. `alike` maps ordinary words that in this domain are always slips ("steaming") to what was meant. The candidates
 * are asked for when the first unknown word comes, since most texts have none.
 */
export function makeSpeller(
  right: ReadonlySet<string>,
  candidates: () => Candidates,
  alike: Readonly<Record<string, string>>,
): Speller {
  const byLength = once(() => candidatesByLength(candidates()));
  const slips = new Map(Object.entries(alike));
  const guess = (word: string): string => (canFix(word) ? (nearest(word, byLength()) ?? word) : word);
  const correct = (word: string): string =>
    slips.get(word) ??
    (isKnown(word, right) || isEnglish(word) ? word : (unstuttered(word, right) ?? guess(word)));
  return { fix: remember(correct) };
}

function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** Regular inflections, by what they are taken off to. */
const INFLECTIONS: readonly (readonly [ending: RegExp, by: string])[] = [
  [/'s?$/, ''],
  [/(?<![sxz]|[cs]h)s$/, ''],
  [/(?<=[sxzo]|[cs]h)es$/, ''],
  [/ies$/, 'y'],
  [/ied$/, 'y'],
  [/e[dr]$/, ''],
  [/(?<=e)[dr]$/, ''],
  [/(.)\1e[dr]$/, '$1'],
  [/ing$/, ''],
  [/ing$/, 'e'],
  [/(.)\1ing$/, '$1'],
  [/ly$/, ''],
];

/** And what a plain word becomes when only its inflection is in the list. */
const ENDINGS = ['s', 'ed', 'ing'];

function isKnown(word: string, right: ReadonlySet<string>): boolean {
  if (right.has(word) || ENDINGS.some((ending) => right.has(word + ending))) return true;
  if (word.endsWith('e') && right.has(`${word}d`)) return true;
  return INFLECTIONS.some(([ending, by]) => ending.test(word) && right.has(word.replace(ending, by)));
}

/** A key pressed twice ("sqll", "javaa"): the word without the repetition, if that is known. */
function unstuttered(word: string, right: ReadonlySet<string>): string | null {
  if (word.length < SHORTEST || word.length > LONGEST) return null;
  const single = word.replace(/(\p{L})\1/gu, '$1');
  return single !== word && right.has(single) ? single : null;
}

function canFix(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && /^\p{L}+$/u.test(word);
}

function nearest(word: string, byLength: ByLength): string | null {
  const letters = lettersOf(word);
  let best: { readonly word: string; readonly cost: number } | null = null;
  for (let length = word.length - 2; length <= word.length + 2; length += 1) {
    for (const candidate of byLength(length)) {
      const cost = costFor(word, letters, candidate);
      if (cost !== null && (best === null || cost < best.cost)) best = { word: candidate.word, cost };
    }
  }
  return best?.word ?? null;
}

/** How unlikely it is that the candidate was meant; null when it was not. Of equals the earlier candidate wins. */
function costFor(word: string, letters: number, candidate: Candidate): number | null {
  const limit = limitFor(word.length, candidate.word.length);
  if (Math.abs(candidate.word.length - word.length) > limit) return null;
  if (countBits(letters ^ candidate.letters) > 2 * limit) return null;
  const distance = editDistance(word, candidate.word, limit);
  if (distance > limit || !isLikely(word, candidate.word, distance)) return null;
  if (candidate.onlySwaps && !isAnagram(word, candidate.word)) return null;
  return costOf(word, candidate.word, distance) + candidate.rank * RANK_WEIGHT;
}

/** Small enough that the whole list weighs less than half an error. */
const RANK_WEIGHT = 1e-6;

/** Mixed-up letters are the likeliest slip, a wrong first letter the least likely. */
function costOf(word: string, candidate: string, distance: number): number {
  if (isAnagram(word, candidate)) return 0.9;
  return word[0] === candidate[0] ? distance : distance + 0.5;
}

/** Words of equal length are given more credit: letters were mixed up ("phyton"), none lost. */
function limitFor(word: number, candidate: number): number {
  return Math.max(word, candidate) >= (word === candidate ? TWO_SWAPS_FROM : TWO_ERRORS_FROM) ? 2 : 1;
}

/** People nearly always get the first letter right; short words must, unless their first two letters are swapped. */
function isLikely(word: string, candidate: string, distance: number): boolean {
  if (word[0] === candidate[0])
    return distance === 1 || candidate.length >= TWO_ERRORS_FROM || isAnagram(word, candidate);
  if (word[0] === candidate[1] && word[1] === candidate[0]) return distance === 1;
  return candidate.length >= TWO_ERRORS_FROM && distance === 1;
}

function isAnagram(a: string, b: string): boolean {
  return [...a].sort().join('') === [...b].sort().join('');
}

/** One bit a letter: words whose sets of letters differ too much need not be compared. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) % 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

type ByLength = (length: number) => readonly Candidate[];

function candidatesByLength({ words, onlySwapped }: Candidates): ByLength {
  const long = new Set(words);
  const all = [...new Set([...words, ...onlySwapped])].filter(canFix);
  const rows = Map.groupBy(
    all.map((word, rank) => ({ word, rank })),
    ({ word }) => word.length,
  );
  const made = new Map<number, readonly Candidate[]>();
  return (length) => {
    const known = made.get(length);
    if (known !== undefined) return known;
    const some = (rows.get(length) ?? []).map(({ word, rank }) => ({
      word,
      letters: lettersOf(word),
      rank,
      onlySwaps: !long.has(word),
    }));
    made.set(length, some);
    return some;
  };
}
