import { readCadence } from './cadence.ts';
import { numberWords } from './number-words.ts';
import type { QuantityRead } from './quantity.ts';
import { readRanged } from './ranges.ts';
import { readRate } from './rates.ts';
import { LONE_UNIT_LEADS, readLoneUnit, readSimple } from './simple.ts';
import { type Source, textAt } from './source.ts';

const CURRENCY_BEFORE = /^[$€£]$/;
const NO_AMOUNT_BEHIND = /^[€£%$]$/;

/**
 * Read the quantity that starts at a token: a single one, a range, a compound ("1 min 30 s"), a cadence ("twice an
 * hour") or a rate. Null when no number or lone unit starts there, or when it is money or a percentage.
 */
export function readQuantity(source: Source, at: number): QuantityRead | null {
  if (!mayStart(source, at)) return null;
  if (CURRENCY_BEFORE.test(textAt(source, at - 1)) || NO_AMOUNT_BEHIND.test(textAt(source, at + 1)))
    return null;
  const cadence = readCadence(source, at);
  if (cadence !== null) return cadence;
  const first = readSimple(source, at) ?? readLoneUnit(source, at);
  if (first === null || (first.number.article && first.unit === null)) return null;
  return readRate(source, readRanged(source, first), at);
}

/** Most words begin no quantity; seeing that at once keeps long texts cheap. */
function mayStart(source: Source, at: number): boolean {
  return (
    source.tokens[at]?.kind === 'number' ||
    STARTS.has(textAt(source, at)) ||
    LONE_UNIT_LEADS.has(textAt(source, at - 1))
  );
}

const STARTS = new Set([
  'a',
  'an',
  'the',
  'low',
  'lower',
  'mid',
  'high',
  'higher',
  'once',
  'twice',
  'thrice',
  'every',
  ...numberWords(),
]);
