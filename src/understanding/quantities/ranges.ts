import { readNumber } from './numbers.ts';
import type { QuantityRead } from './quantity.ts';
import { quantityOf, readSimple, type Simple } from './simple.ts';
import { type Source, textAt } from './source.ts';
import { unitOf } from './units.ts';

const RANGE_WORDS = new Set(['-', 'to', 'or', 'and', 'till', 'until', 'through']);
/** Tokens back to the "between" of "between A and B". */
const BETWEEN_REACH = 6;
/** And to the "from" of "from A to B". */
const FROM_REACH = 4;

/** Read what may follow a quantity: the other end of a range, a smaller unit ("1 min 30 s"), "or so". */
export function readRanged(source: Source, first: Simple): QuantityRead {
  const end = readEnd(source, first);
  const read = end === null ? single(first) : rangeOrLimit(source, first, end);
  const smaller = end === null ? readSmallerUnit(source, first) : null;
  const whole = smaller === null ? read : compound(first, smaller);
  return { ...whole, next: skipOrSo(source, whole.next) };
}

/** "30-60s", "between 100 ms and 2 s", "a minute or two", "5..10 GB". */
function readEnd(source: Source, first: Simple): Simple | null {
  const leap = isLeap(source, first) ? 1 : 0;
  const sign = textAt(source, first.next + leap);
  const isDots = sign === '.' && textAt(source, first.next + 1) === '.';
  if (!isDots && !RANGE_WORDS.has(sign)) return null;
  if (sign === 'and' && !isBetween(source, first)) return null;
  const at = first.next + leap + (isDots ? 2 : 1);
  if (sign === 'or' && first.unit !== null) {
    const two = readLoneTwo(source, first, at);
    if (two !== null) return two;
  }
  const end = readSimple(source, at);
  if (end === null || (end.number.article && sign !== 'and')) return null;
  return inSameMeasure(first, end, isFrom(source, first, sign));
}

function inSameMeasure({ unit }: Simple, end: Simple, isFrom: boolean): Simple | null {
  if (unit === null || end.unit?.kind === unit.kind) return end;
  return end.unit === null && isFrom ? { ...end, unit } : null;
}

/** "a minute or two": a number that takes the unit before it. */
function readLoneTwo(source: Source, first: Simple, at: number): Simple | null {
  if (!/^(?:two|three)$/.test(textAt(source, at)) || readSimple(source, at)?.unit !== null) return null;
  const number = readNumber(source, at);
  return number === null ? null : { number, unit: first.unit, next: number.next };
}

/** "From 1 TB down to 400 GB" */
function isLeap(source: Source, first: Simple): boolean {
  const word = textAt(source, first.next);
  return (word === 'down' || word === 'up') && isFrom(source, first, textAt(source, first.next + 1));
}

/** "From ten seconds to three": the second number takes the unit of the first. */
function isFrom(source: Source, first: Simple, sign: string): boolean {
  const words = source.tokens.slice(Math.max(0, first.number.next - FROM_REACH), first.number.next);
  return sign === 'to' && words.some(({ text }) => text === 'from');
}

function isBetween(source: Source, first: Simple): boolean {
  const words = source.tokens.slice(Math.max(0, first.number.next - BETWEEN_REACH), first.number.next);
  return words.some(({ text }) => text === 'between');
}

function single(simple: Simple): QuantityRead {
  const value = simple.number.value * (simple.unit?.size ?? 1);
  return { quantity: quantityOf(simple, simple.unit, value, value), next: simple.next };
}

/** "A second or two" leaves as much time as the longer of both. */
function rangeOrLimit(source: Source, first: Simple, end: Simple): QuantityRead {
  const read = range(first, end);
  const { quantity } = read;
  const isLimit = textAt(source, first.next) === 'or' && quantity.measure === 'time';
  return isLimit ? { ...read, quantity: { ...quantity, low: quantity.high } } : read;
}

/**
 * A first number without scale and unit takes those of the second ("10-20k/s"). Falling ends are no range but an
 * improvement ("from 30 minutes to 10 seconds"), of which the second end counts.
 */
function range(first: Simple, end: Simple): QuantityRead {
  const unit = end.unit ?? first.unit;
  const size = unit?.size ?? 1;
  const takesScale =
    first.unit === null &&
    first.number.scale === 1 &&
    first.number.value * end.number.scale <= end.number.value;
  const low = first.number.value * (first.unit?.size ?? size) * (takesScale ? end.number.scale : 1);
  const high = end.number.value * size;
  const quantity = quantityOf(end, unit, Math.min(low, high) === low ? low : high, high);
  return {
    quantity: { ...quantity, article: false, vague: first.number.vague || end.number.vague },
    next: end.next,
  };
}

function readSmallerUnit(source: Source, first: Simple): Simple | null {
  if (first.unit?.kind !== 'time') return null;
  const glued = readGluedRest(source, first);
  if (glued !== null) return glued;
  const more = readSimple(source, textAt(source, first.next) === 'and' ? first.next + 1 : first.next);
  if (more?.unit?.kind !== 'time' || more.number.article) return null;
  return more.unit.size < first.unit.size ? more : null;
}

/** In what the digits behind "1h" and "2min" are counted. */
const NEXT_SMALLER: Readonly<Record<string, string>> = { h: 'min', hr: 'min', hrs: 'min', m: 's', min: 's' };

/** "1h30": the digits right behind a unit count the next smaller one. */
function readGluedRest(source: Source, first: Simple): Simple | null {
  const token = source.tokens[first.next];
  const smaller = NEXT_SMALLER[textAt(source, first.next - 1)];
  if (token?.kind !== 'number' || !token.glued || smaller === undefined) return null;
  const rest = readSimple(source, first.next);
  return rest === null || rest.unit !== null ? null : { ...rest, unit: unitOf(smaller, smaller) };
}

function compound(first: Simple, smaller: Simple): QuantityRead {
  const value =
    first.number.value * (first.unit?.size ?? 1) + smaller.number.value * (smaller.unit?.size ?? 1);
  return { quantity: quantityOf(first, first.unit, value, value), next: smaller.next };
}

function skipOrSo(source: Source, at: number): number {
  return textAt(source, at) === 'or' && textAt(source, at + 1) === 'so' ? at + 2 : at;
}
