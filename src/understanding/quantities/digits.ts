import { readHalf, readScaled } from './scales.ts';
import { type NumberRead, numberRead, type Source, skipOf, textAt } from './source.ts';

const THOUSANDS_COMMA = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** "80.000" has its three zeros for thousands; nobody measures to the thousandth that exactly. */
const THOUSANDS_POINT = /^\d{1,3}(?:(?:\.\d{3}){2,}|\.000)$/;
const DECIMAL_COMMA = /^\d+,\d{1,2}$/;
const PLAIN = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;
/** Longer ones are identifiers, not amounts. */
const MOST_DIGITS = 18;
/** More than anybody counts as a power of ten. */
const MOST_POWER = 15;
/** Denominators people write with a slash. */
const LARGEST_DENOMINATOR = 10;

/** Read digits as people group them; null for versions, addresses and the like. */
export function parseDigits(text: string): number | null {
  if (text.length > MOST_DIGITS) return null;
  const plain = text.replaceAll(/[_']/g, '');
  if (THOUSANDS_COMMA.test(plain)) return Number(plain.replaceAll(',', ''));
  if (THOUSANDS_POINT.test(plain)) return Number(plain.replaceAll('.', ''));
  if (DECIMAL_COMMA.test(plain)) return Number(plain.replace(',', '.'));
  return PLAIN.test(plain) ? Number(plain) : null;
}

/** Read a number in digits with its scale: "1,200", "1.5 million", "120k", "1/2", "2 and a half". */
export function readDigits(source: Source, at: number): NumberRead | null {
  const token = source.tokens[at];
  const digits = token?.kind === 'number' ? parseDigits(token.text) : null;
  if (digits === null) return null;
  return (
    readPower(source, at, digits) ??
    readFraction(source, at, digits) ??
    readMixed(source, at, digits) ??
    readSpacedThousands(source, at, digits) ??
    readHalf(source, readScaled(source, at + 1, digits))
  );
}

/** "10^6 events" */
function readPower(source: Source, at: number, base: number): NumberRead | null {
  const exponent = source.tokens[at + 2];
  if (base !== 10 || textAt(source, at + 1) !== '^' || exponent?.kind !== 'number') return null;
  const power = parseDigits(exponent.text);
  return power === null || power > MOST_POWER ? null : numberRead(base ** power, at + 3);
}

/** "1/2 second", "3/4 of an hour". */
function readFraction(source: Source, at: number, above: number): NumberRead | null {
  const below = source.tokens[at + 2];
  if (textAt(source, at + 1) !== '/' || below?.kind !== 'number' || !below.glued) return null;
  const divisor = parseDigits(below.text);
  if (divisor === null || above >= divisor || divisor > LARGEST_DENOMINATOR) return null;
  return numberRead(above / divisor, skipOf(source, at + 3));
}

/** "3 1/2 minutes" */
function readMixed(source: Source, at: number, whole: number): NumberRead | null {
  const above = source.tokens[at + 1];
  const digits = above?.kind === 'number' && !above.glued ? parseDigits(above.text) : null;
  const part = digits === null ? null : readFraction(source, at + 1, digits);
  return part === null ? null : { ...part, value: whole + part.value };
}

/** "30 000 devices": groups of three digits parted by spaces. */
function readSpacedThousands(source: Source, at: number, first: number): NumberRead | null {
  const group = source.tokens[at + 1];
  if (first < 1 || first > 999 || group?.kind !== 'number' || group.glued || !/^\d{3}$/.test(group.text))
    return null;
  const more = readSpacedThousands(source, at + 1, Number(group.text));
  const tail = more ?? numberRead(Number(group.text), at + 2);
  return numberRead(first * 1000 ** groupsIn(tail, at) + tail.value, tail.next);
}

function groupsIn(tail: NumberRead, at: number): number {
  return tail.next - at - 1;
}
