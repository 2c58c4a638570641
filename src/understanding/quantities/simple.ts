import type { Token } from '../text/tokens.ts';
import { PARTS_SPOKEN } from './number-words.ts';
import { readNumber } from './numbers.ts';
import type { Quantity } from './quantity.ts';
import { type NumberRead, numberRead, type Source, textAt } from './source.ts';
import { singularTime, type Unit, unitOf } from './units.ts';

/** A number with its unit, before ranges and rates. */
export type Simple = { readonly number: NumberRead; readonly unit: Unit | null; readonly next: number };

/** Behind these a unit can stand without a number: "per second", "every minute", "sub-second". */
export const LONE_UNIT_LEADS = new Set(['per', 'each', 'every', 'sub', 'under', 'half']);
/** Short forms that an article or "per" may precede. */
const SHORT_SINGULARS = new Set(['sec', 'min', 'ms', 'hr', 'milli']);
const SHORTEST_PERIODS = new Set(['s', 'h', 'd']);

/** Read a number with the unit behind it, if there is one. Null when there is no number. */
export function readSimple(source: Source, at: number): Simple | null {
  const number = readNumber(source, at);
  if (number === null) return null;
  const next = skipFiller(source, skipRepeated(source, skipIsh(source, number.next), number));
  const token = source.tokens[next];
  const unit = token?.kind === 'word' && mayBeUnit(token, number) ? unitOf(token.text, token.raw) : null;
  if (number.article && !isSingular(unit, textAt(source, next))) return null;
  if (unit === null) return { number, unit, next };
  return withHalfUnit(source, { number, unit, next: skipIsh(source, next + 1) });
}

/** One of a unit that stands alone behind "per", "every", "sub" and the like. */
export function readLoneUnit(source: Source, at: number): Simple | null {
  const token = source.tokens[at];
  if (token?.kind !== 'word' || !LONE_UNIT_LEADS.has(textAt(source, at - 1))) return null;
  const unit = unitOf(token.text, token.raw);
  const isLone = isSingular(unit, token.text) || SHORTEST_PERIODS.has(token.text);
  if (unit?.kind !== 'time' || !isLone) return null;
  return { number: numberRead(1, at, { article: true }), unit, next: at + 1 };
}

/** The parts of a quantity that a number and a unit determine. */
export function quantityOf({ number }: Simple, unit: Unit | null, low: number, high: number): Quantity {
  const measure = unit === null ? 'number' : unit.perSecond ? 'bytes-per-second' : unit.kind;
  const article = number.article || (number.one && unit?.kind === 'time');
  const { vague } = number;
  return {
    measure,
    low,
    high,
    vague,
    article,
    cadence: false,
    product: false,
    unitSize: unit?.size ?? 1,
    nouns: [],
  };
}

/** Short units must stand right behind digits; "a d", "two s" and "half of us" are no times. */
function mayBeUnit(token: Token, number: NumberRead): boolean {
  if (token.text === 'us') return token.glued;
  if (token.text.length > 1 || token.glued || /^[GT]$/.test(token.raw)) return true;
  return !number.article && !number.vague && /^[smhd]$/.test(token.text);
}

/** "a second", "a sec", "a gig", but not "a d" or "a kB". */
function isSingular(unit: Unit | null, word: string): boolean {
  if (unit?.kind === 'time') return singularTime(word) !== null || SHORT_SINGULARS.has(word);
  return unit !== null && word.length > 2;
}

/** "an hour and a half" */
function withHalfUnit(source: Source, simple: Simple): Simple {
  const [and, a, part] = [0, 1, 2].map((offset) => textAt(source, simple.next + offset));
  const share = and === 'and' && a === 'a' ? PARTS_SPOKEN.get(part ?? '') : undefined;
  if (share === undefined) return simple;
  const number = { ...simple.number, value: simple.number.value + share, article: false };
  return { ...simple, number, next: simple.next + 3 };
}

/** "5-ish minutes", "10 min-ish" */
function skipIsh(source: Source, at: number): number {
  return textAt(source, at) === 'ish' ? at + 1 : at;
}

/** "two full minutes": words between a number and its unit. */
const FILLERS = new Set(['full', 'whole', 'solid', 'more', 'extra', 'additional', 'entire']);

function skipFiller(source: Source, at: number): number {
  const isFiller = FILLERS.has(textAt(source, at)) && unitOf(textAt(source, at + 1), '') !== null;
  return isFiller ? at + 1 : at;
}

/** "ten (10) seconds" */
function skipRepeated(source: Source, at: number, number: NumberRead): number {
  if (textAt(source, at) !== '(' || textAt(source, at + 2) !== ')') return at;
  return readNumber(source, at + 1)?.value === number.value ? at + 3 : at;
}
