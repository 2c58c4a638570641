import type { Dimension } from './requirements.ts';

/** A number in the base unit of its dimension: milliseconds, bytes, events a second or bytes a second. */
export type Quantity = { readonly dimension: Dimension; readonly value: number };

type Unit = readonly [name: string, size: number];

const SECOND_MS = 1000;
const DAY_S = 86_400;

/** Largest first, as the writers below need them. */
const TIME_UNITS: readonly Unit[] = [
  ['w', 7 * DAY_S * SECOND_MS],
  ['d', DAY_S * SECOND_MS],
  ['h', 3600 * SECOND_MS],
  ['min', 60 * SECOND_MS],
  ['s', SECOND_MS],
  ['ms', 1],
];
/** Decimal and binary byte units as IEC 80000-13 names them. */
const DECIMAL_BYTES: readonly Unit[] = [
  ['PB', 1e15],
  ['TB', 1e12],
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
  ['bytes', 1],
];
const BINARY_BYTES: readonly Unit[] = [
  ['PiB', 2 ** 50],
  ['TiB', 2 ** 40],
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
];
const COUNTS: readonly Unit[] = [
  ['T', 1e12],
  ['B', 1e9],
  ['M', 1e6],
  ['k', 1e3],
  ['', 1],
];
const SPELLED_TIME: readonly Unit[] = [
  ...['sec', 'secs', 'second', 'seconds'].map((name): Unit => [name, SECOND_MS]),
  ...['mins', 'minute', 'minutes'].map((name): Unit => [name, 60 * SECOND_MS]),
  ...['hour', 'hours'].map((name): Unit => [name, 3600 * SECOND_MS]),
  ...['day', 'days'].map((name): Unit => [name, DAY_S * SECOND_MS]),
  ...['week', 'weeks'].map((name): Unit => [name, 7 * DAY_S * SECOND_MS]),
];

const TIME_SIZES = sizes([...TIME_UNITS, ...SPELLED_TIME]);
const BYTE_SIZES = sizes([...DECIMAL_BYTES, ...BINARY_BYTES, ['byte', 1], ['b', 1]]);
/** In a rate a lone "B" is a billion events, so bytes without a prefix are spelled out there. */
const RATE_BYTE_SIZES = new Map([...BYTE_SIZES].filter(([name]) => name !== 'b'));
const COUNT_SIZES = sizes([...COUNTS, ['events', 1], ['event', 1]]);

const QUANTITY = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*([a-z]*)\s*(?:\/\s*([a-z]+))?$/i;

/**
 * Read one quantity such as `100ms`, `2 TB`, `15k/s` or `5TB/d`; upper and lower case are equal.
 * Rates become per second. Null when the text is no quantity.
 */
export function parseQuantity(text: string): Quantity | null {
  const [, digits, unit, per] = QUANTITY.exec(text.trim()) ?? [];
  if (digits === undefined || unit === undefined) return null;
  const number = Number(digits);
  return per === undefined ? plain(number, unit.toLowerCase()) : rate(number, unit.toLowerCase(), per);
}

/** Write a quantity in the largest unit that reads back as the very same number. */
export function writeQuantity({ dimension, value }: Quantity): string {
  const suffix = dimension.endsWith('-per-second') ? '/s' : '';
  for (const [name, size] of unitsOf(dimension)) {
    const number = value / size;
    if (number >= 1 && parseQuantity(`${number}${name}${suffix}`)?.value === value)
      return `${number}${name}${suffix}`;
  }
  return `${value}${unitsOf(dimension).at(-1)?.[0] ?? ''}${suffix}`;
}

/** The units in which a dimension is written, largest first; the last one is its base unit. */
export function unitsOf(dimension: Dimension): readonly Unit[] {
  if (dimension === 'time') return TIME_UNITS;
  return dimension === 'events-per-second' ? COUNTS : DECIMAL_BYTES;
}

function plain(number: number, unit: string): Quantity | null {
  const time = TIME_SIZES.get(unit);
  if (time !== undefined) return { dimension: 'time', value: number * time };
  const bytes = BYTE_SIZES.get(unit);
  return bytes === undefined ? null : { dimension: 'bytes', value: number * bytes };
}

function rate(number: number, unit: string, per: string): Quantity | null {
  const time = TIME_SIZES.get(per.toLowerCase());
  if (time === undefined) return null;
  const seconds = time / SECOND_MS;
  const bytes = RATE_BYTE_SIZES.get(unit);
  if (bytes !== undefined) return { dimension: 'bytes-per-second', value: (number * bytes) / seconds };
  const count = COUNT_SIZES.get(unit);
  return count === undefined ? null : { dimension: 'events-per-second', value: (number * count) / seconds };
}

function sizes(units: readonly Unit[]): Map<string, number> {
  return new Map(units.map(([name, size]) => [name.toLowerCase(), size]));
}
