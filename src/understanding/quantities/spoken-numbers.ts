import {
  DIGITS_SPOKEN,
  PARTS_SPOKEN,
  SCALES_SPOKEN,
  TENS_SPOKEN,
  UNITS_SPOKEN,
  VAGUE_SPOKEN,
} from './number-words.ts';
import { readHalf, readScaled } from './scales.ts';
import { isArticleAt, type NumberRead, numberRead, type Source, skipOf, textAt } from './source.ts';
import { singularTime, unitOf } from './units.ts';

/** "low hundreds", "high single digits": where in the range of a vague number. */
const SHADES: ReadonlyMap<string, number> = new Map([
  ['low', 1 / 3],
  ['lower', 1 / 3],
  ['mid', 1],
  ['the', 1],
  ['high', 1.6],
  ['higher', 1.6],
]);
/** Too common to be a number unless a scale word follows ("some thousand"). */
const WEAK_VAGUE = new Set(['some', 'many']);
/** "Hundred ms": the article may be missing. */
const LONE_SCALES = new Set(['hundred', 'thousand', 'million', 'billion']);
/** Longer runs of number words are a list, not a number. */
const MOST_WORDS = 12;

/** Read a vague number: "a few hundred", "a couple of", "tens of", "single-digit", "low hundreds of". */
export function readVague(source: Source, at: number): NumberRead | null {
  const shade = SHADES.get(textAt(source, at));
  const from = shade !== undefined || isArticleAt(source, at) ? at + 1 : at;
  const text = textAt(source, from);
  const digits = textAt(source, from + 1).startsWith('digit') ? DIGITS_SPOKEN.get(text) : undefined;
  if (digits !== undefined) {
    return numberRead(digits * (shade ?? 1), skipOf(source, from + 2), { vague: true });
  }
  const vague = VAGUE_SPOKEN.get(text);
  const isWeak = WEAK_VAGUE.has(text) && from === at && !SCALES_SPOKEN.has(textAt(source, from + 1));
  if (vague === undefined || isWeak) return null;
  const read = readScaled(source, skipOf(source, from + 1), vague * (shade ?? 1), true);
  return { ...read, next: skipOf(source, read.next) };
}

/** Read a part: "half a second", "a quarter of an hour", "three quarters of a million". */
export function readPart(source: Source, at: number): NumberRead | null {
  const count = UNITS_SPOKEN.get(textAt(source, at));
  const from = count !== undefined || isArticleAt(source, at) ? at + 1 : at;
  const word = textAt(source, from);
  const share =
    PARTS_SPOKEN.get(word) ?? (count === undefined ? undefined : PARTS_SPOKEN.get(word.replace(/s$/, '')));
  if (share === undefined) return null;
  const behindOf = skipOf(source, from + 1);
  const next = isArticleAt(source, behindOf) ? behindOf + 1 : behindOf;
  const isPart =
    next > from + 1 ||
    word === 'half' ||
    singularTime(textAt(source, next)) !== null ||
    unitOf(textAt(source, next), '')?.kind === 'bytes' ||
    SCALES_SPOKEN.has(textAt(source, next));
  return isPart ? readScaled(source, next, share * (count ?? 1)) : null;
}

type Sum = { readonly total: number; readonly current: number | null; readonly scale: number };

/** Read a spelled number: "twenty-five", "two hundred and fifty thousand", "one point five", "a hundred". */
export function readSpelled(source: Source, at: number): NumberRead | null {
  const isScaledArticle = isArticleAt(source, at) && SCALES_SPOKEN.has(textAt(source, at + 1));
  const isScaleAlone = LONE_SCALES.has(textAt(source, at));
  let sum: Sum = { total: 0, current: isScaledArticle || isScaleAlone ? 1 : null, scale: 1 };
  let next = isScaledArticle ? at + 1 : at;
  for (; next < at + MOST_WORDS; next += 1) {
    const more = isAnd(source, next, sum) ? sum : addWord(sum, textAt(source, next));
    if (more === null) break;
    sum = more;
  }
  if (sum.current === null) return null;
  const value = sum.total + sum.current;
  const one = value === 1 && next === at + 1;
  return readHalf(source, readPoint(source, numberRead(value, next, { scale: sum.scale, one })));
}

function addWord({ total, current, scale }: Sum, word: string): Sum | null {
  const small = UNITS_SPOKEN.get(word) ?? TENS_SPOKEN.get(word);
  if (small !== undefined)
    return follows(small, current) ? { total, current: (current ?? 0) + small, scale } : null;
  const factor = word === 'k' ? undefined : SCALES_SPOKEN.get(word);
  if (factor === undefined || current === null) return null;
  if (factor === 100) return { total, current: current * factor, scale: factor };
  return { total: total + current * factor, current: 0, scale: factor };
}

/** "twenty-five" and "two hundred five" are one number; "one zero" and "two three" are not. */
function follows(small: number, current: number | null): boolean {
  if (current === null || current === 0) return true;
  const rest = current % 100;
  return small > 0 && (rest === 0 || (rest >= 20 && rest % 10 === 0 && small < 10));
}

/** "two hundred AND fifty" */
function isAnd(source: Source, at: number, { scale }: Sum): boolean {
  const follower = textAt(source, at + 1);
  return (
    textAt(source, at) === 'and' && scale >= 100 && (UNITS_SPOKEN.has(follower) || TENS_SPOKEN.has(follower))
  );
}

/** "one point five" */
function readPoint(source: Source, read: NumberRead): NumberRead {
  const digit =
    textAt(source, read.next) === 'point' ? UNITS_SPOKEN.get(textAt(source, read.next + 1)) : undefined;
  if (digit === undefined || digit > 9) return read;
  return readScaled(source, read.next + 2, read.value + digit / 10);
}
