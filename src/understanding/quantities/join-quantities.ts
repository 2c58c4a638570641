import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Piece, QuantityPiece } from '../text/pieces.ts';
import { stem } from '../text/stem.ts';
import { carryUnits } from './carry-units.ts';
import { PERIOD_ADVERBS, SECOND_MS } from './periods.ts';
import type { Quantity } from './quantity.ts';
import { quantityKeys } from './quantity-keys.ts';
import { COUNT_RATES, PERIOD_KINDS, perSecond } from './rates.ts';
import { singularTime } from './units.ts';

/** Pieces between a period and the count it belongs to: "per second: 50k", "every day our devices send 3 TB". */
const MOST_BETWEEN = 6;
/** Pieces between a share and its number of things. */
const MOST_APART = 10;
/** Pieces between "each" and its share: "each of our 12 stores has 5 GB". */
const MOST_TO_EACH = 7;
/** "Per second we have 30000": a smaller number may count anything. */
const FEWEST_BARE = 100;
const PERIOD_LEADS = new Set(['per', 'each', 'every', 'a', '/']);
/** "messages per second: 22000" */
const LABEL_SIGNS = new Set([':', '=', 'is', 'are', '~', 'about', 'around', 'of', 'roughly']);
const OF_WORDS = new Set(['of', 'at', 'à']);
const MOST_TO_NUMBER_BEHIND_EACH = 11;
const TIMES_SIGNS = new Set(['*', '×', 'x', 'times']);
const EACH_WORDS = new Set(['each', 'every', 'per', 'apiece']);
/** "3 KB a pop" */
const APIECE = new Set(['pop', 'piece', 'head', 'shot']);
const PER_WORDS = new Set(['per', '/', 'a', 'for', 'each']);

/**
 * Join what stands apart: a period before its count ("every second 4,000 readings"), one thing's share and the number
 * of things ("eight shards with 25 GB each", "30k devices, each sends one reading a second").
 */
export function joinQuantities(pieces: readonly Piece[], lexicon: Lexicon): Piece[] {
  return multiplied(carryUnits(withLeadingPeriods(pieces)), lexicon);
}

function withLeadingPeriods(pieces: readonly Piece[]): Piece[] {
  const joined = [...pieces];
  pieces.forEach((piece, at) => {
    const ms = periodAt(pieces, at);
    const counted = ms === null ? null : countAfter(pieces, at);
    if (ms === null || counted === null) return;
    joined[counted.at] = withQuantity(counted.piece, perSecond(counted.piece.quantity, SECOND_MS / ms));
    joined[at] = { ...piece, kind: 'word', keys: [] };
  });
  return joined;
}

/** Milliseconds of a period that stands before what happens in it. */
function periodAt(pieces: readonly Piece[], at: number): number | null {
  const piece = pieces[at];
  if (piece?.kind === 'word')
    return PERIOD_ADVERBS.get(piece.text) ?? labelPeriod(piece.text) ?? periodOfKind(pieces, at);
  if (piece?.kind !== 'quantity' || piece.quantity.measure !== 'time' || !piece.quantity.article) return null;
  return PERIOD_LEADS.has(pieces[at - 1]?.text ?? '') ? piece.quantity.high : null;
}

/** "TPS is 2,300" */
function labelPeriod(text: string): number | null {
  const rate = COUNT_RATES.get(text);
  return rate === undefined ? null : SECOND_MS / rate;
}

function periodOfKind(pieces: readonly Piece[], at: number): number | null {
  return PERIOD_KINDS.has(pieces[at - 1]?.text ?? '') ? singularTime(pieces[at]?.text ?? '') : null;
}

/** All periods that a text names without a count: "per minute", "daily". */
export function periodsIn(pieces: readonly Piece[]): { readonly at: number; readonly ms: number }[] {
  return pieces.flatMap((_, at) => {
    const ms = periodAt(pieces, at);
    return ms === null ? [] : [{ at, ms }];
  });
}

function countAfter(pieces: readonly Piece[], period: number): { at: number; piece: QuantityPiece } | null {
  for (let at = period + 1; at <= period + MOST_BETWEEN; at += 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.barrier === 2) return null;
    if (piece.kind !== 'quantity') continue;
    const { measure } = piece.quantity;
    const isBare = measure === 'number' && !piece.quantity.vague;
    const isLabelled = isBare && LABEL_SIGNS.has(pieces[at - 1]?.text ?? '');
    const isAll = isBare && piece.quantity.high >= FEWEST_BARE && (pieces[at + 1]?.barrier ?? 2) > 0;
    return measure === 'count' || measure === 'bytes' || isLabelled || isAll ? { at, piece } : null;
  }
  return null;
}

function multiplied(pieces: readonly Piece[], lexicon: Lexicon): Piece[] {
  return pieces.map((piece, at) => {
    if (piece.kind !== 'quantity' || !isShare(piece.quantity)) return piece;
    const factor =
      timesFactor(pieces, at) ??
      ofFactor(pieces, at) ??
      ofEachFactor(pieces, at) ??
      perThingFactor(pieces, at, lexicon) ??
      eachFactor(pieces, at);
    if (factor === null) return piece;
    const { quantity } = piece;
    return withQuantity(piece, {
      ...quantity,
      low: quantity.low * factor,
      high: quantity.high * factor,
      product: true,
    });
  });
}

function isShare({ measure }: Quantity): boolean {
  return measure === 'bytes' || measure.endsWith('-per-second');
}

/** "6 x 90 GB", "200 million users times 2 kB", "1M products x 200 stores x 100 bytes", "90 GB * 6" */
function timesFactor(pieces: readonly Piece[], at: number): number | null {
  if (TIMES_SIGNS.has(pieces[at + 1]?.text ?? '')) return numberOf(pieces[at + 2]);
  if (!TIMES_SIGNS.has(pieces[at - 1]?.text ?? '')) return null;
  const by = numberOf(pieces[at - 2]) === null ? at - 3 : at - 2;
  const factor = numberOf(pieces[by]);
  return factor === null ? null : factor * (timesFactor(pieces, by) ?? 1);
}

/** "9 million carts of 20 KB", "9 million open carts at 20 KB" */
function ofFactor(pieces: readonly Piece[], at: number): number | null {
  if (!OF_WORDS.has(pieces[at - 1]?.text ?? '') || pieces[at - 2]?.kind !== 'word') return null;
  return numberOf(pieces[at - 3]) ?? (pieces[at - 3]?.kind === 'word' ? numberOf(pieces[at - 4]) : null);
}

/** "500 bytes for each of 80 million devices", "18 GB of state on each of our ten workers" */
function ofEachFactor(pieces: readonly Piece[], at: number): number | null {
  const ahead = pieces.slice(at + 1, at + MOST_TO_NUMBER_BEHIND_EACH);
  const each = ahead.findIndex(({ text, barrier }) => EACH_WORDS.has(text) || barrier > 0);
  const isFar = each > 1 && !(ahead[each]?.text === 'each' && ahead[each + 1]?.text === 'of');
  if (isFar || !EACH_WORDS.has(ahead[each]?.text ?? '')) return null;
  return numberOf(ahead.slice(each + 1).find(({ kind, barrier }) => kind === 'quantity' || barrier > 0));
}

/** "5 kB per key" with "40 million keys" near it; counted things are traffic, not a number of shares. */
function perThingFactor(pieces: readonly Piece[], at: number, lexicon: Lexicon): number | null {
  const behind = thingBehindPer(pieces, at);
  const thing = behind?.kind === 'word' ? behind : thingBeforeShare(pieces, at);
  if (thing?.kind !== 'word' || lexicon.isCounted(thing.text)) return null;
  const wanted = stem(thing.text);
  for (let other = Math.max(0, at - MOST_APART); other <= at + MOST_APART; other += 1) {
    const number = pieces[other]?.sentence === thing.sentence ? numberOf(pieces[other]) : null;
    const nouns = pieces.slice(other + 1, other + 3).map(({ text }) => stem(text));
    if (number !== null && (nouns.includes(wanted) || isOfThem(nouns))) return number;
  }
  return null;
}

/** "12 million of them" */
function isOfThem([of, them]: readonly string[]): boolean {
  return of === 'of' && (them === 'them' || them === 'those' || them === 'these');
}

/** "The state per customer is around 3 kB", "every device keeps 10 kB" */
function thingBeforeShare(pieces: readonly Piece[], at: number): Piece | undefined {
  const before = pieces.slice(Math.max(0, at - MOST_BETWEEN), at);
  const per = before.findLastIndex(
    ({ text, kind, barrier }) => PER_THING.has(text) || kind === 'quantity' || barrier > 0,
  );
  return PER_THING.has(before[per]?.text ?? '') ? before[per + 1] : undefined;
}

const PER_THING = new Set(['per', 'each', 'every']);

/** Right behind the share, or behind what it is of: "40 gigs of keyed state per region". */
function thingBehindPer(pieces: readonly Piece[], at: number): Piece | undefined {
  if (PER_WORDS.has(pieces[at + 1]?.text ?? '')) return pieces[at + 2];
  const ahead = pieces.slice(at + 1, at + 1 + MOST_BETWEEN);
  const per = ahead.findIndex(
    ({ text, kind, barrier }) => text === 'per' || kind === 'quantity' || barrier > 0,
  );
  return ahead[per]?.text === 'per' ? ahead[per + 1] : undefined;
}

/** "six regions with about 90 GB each", "30k devices, each sends ..." */
function eachFactor(pieces: readonly Piece[], at: number): number | null {
  const isEach = ({ text }: Piece, place: number, all: readonly Piece[]): boolean =>
    text === 'each' || text === 'apiece' || (APIECE.has(text) && all[place - 1]?.text === 'a');
  const before = pieces.slice(Math.max(0, at - MOST_TO_EACH), at);
  const clause = before.slice(before.findLastIndex(({ barrier }) => barrier > 0) + 1);
  const near = [...clause, ...pieces.slice(at + 1, at + 4)];
  if (!near.some(isEach)) return null;
  for (
    let other = at - 1;
    other >= Math.max(0, at - MOST_APART) && pieces[other]?.barrier !== 2;
    other -= 1
  ) {
    const number = numberOf(pieces[other]);
    if (number !== null) return number;
  }
  return numberBehind(pieces, at);
}

/** "10 GB each (4 services)" */
function numberBehind(pieces: readonly Piece[], at: number): number | null {
  const ahead = pieces.slice(at + 1, at + 1 + MOST_BETWEEN);
  return numberOf(ahead.find(({ kind, barrier }) => kind === 'quantity' || barrier === 2));
}

/** A number of things; counted things ("10k messages of 2 kB each") are traffic, not shares. */
function numberOf(piece: Piece | undefined): number | null {
  if (piece?.kind !== 'quantity') return null;
  const { measure, high } = piece.quantity;
  return measure === 'number' && high > 1 ? high : null;
}

function withQuantity(piece: QuantityPiece, quantity: Quantity): QuantityPiece {
  return { ...piece, quantity, keys: quantityKeys(quantity, piece.text) };
}
