/** What a unit measures; bits are turned into bytes. */
export type UnitKind = 'time' | 'bytes';
export type Unit = {
  readonly kind: UnitKind;
  /** Milliseconds or bytes in one of it. */
  readonly size: number;
  /** The unit already is a rate (Mbps). */
  readonly perSecond: boolean;
};

/** How times are written; the first word of each row may stand alone as one of it. A month has 30 days. */
const TIMES: readonly (readonly [ms: number, names: string])[] = [
  [1e-6, 'nanosecond nanoseconds nanos ns nsec'],
  [1e-3, 'microsecond microseconds micros us μs usec'],
  [
    1,
    'millisecond milliseconds millisekunden milli millis milisecond miliseconds millisec millisecs msec msecs ms',
  ],
  [1e3, 'second seconds sec secs s sekunde sekunden segundos secondes'],
  [6e4, 'minute minutes min mins minuts minits m minuten minutos'],
  [3.6e6, 'hour hours hr hrs h stunde stunden horas heures'],
  [8.64e7, 'day days d tage días jours'],
  [6.048e8, 'week weeks wk wks w'],
  [2.592e9, 'month months mo'],
  [3.1536e10, 'year years yr yrs y'],
];
/** Prefixes of IEC 80000-13 as letter and word, with their decimal and binary factors. */
const PREFIXES: readonly (readonly [letter: string, word: string, decimal: number, binary: number])[] = [
  ['', '', 1, 1],
  ['k', 'kilo', 1e3, 2 ** 10],
  ['m', 'mega', 1e6, 2 ** 20],
  ['g', 'giga', 1e9, 2 ** 30],
  ['t', 'tera', 1e12, 2 ** 40],
  ['p', 'peta', 1e15, 2 ** 50],
];
const SHORT_BYTES: readonly (readonly [bytes: number, names: string])[] = [
  [1e3, 'kilos kbs'],
  [1e6, 'meg megs mega mbs'],
  [1e9, 'gig gigs giga gigas gbs'],
  [1e12, 'tera teras tbs terras'],
  [1e15, 'peta petas pbs'],
];
/** "500G", "2T": bytes, since nobody counts in G, and T counts only where something counted follows. */
const LONE_LETTERS: ReadonlyMap<string, Unit> = new Map([
  ['g', bytes(1e9)],
  ['t', bytes(1e12)],
]);
const BITS_IN_BYTE = 8;

const TABLE = buildTable();
const SINGULAR_TIMES = new Map(
  TIMES.map(([size, names]): [string, number] => [names.slice(0, names.indexOf(' ')), size]),
);

/**
 * The unit a word stands for. Bits and bytes are told apart by the case of the raw word only where it is glued to "ps"
 * (`Mbps` is bits, `MBps` bytes); elsewhere `Mb` and `mb` are taken as bytes, as people type it.
 */
export function unitOf(text: string, raw: string): Unit | null {
  if (/^[kmgt]Bps$/.test(`${raw.slice(0, 1).toLowerCase()}${raw.slice(1)}`)) {
    const unit = TABLE.get(text.slice(0, -2));
    return unit === undefined ? null : { ...unit, perSecond: true };
  }
  return TABLE.get(text) ?? LONE_LETTERS.get(text) ?? null;
}

/** Milliseconds of a whole time word in the singular ("second", "hour"), which can stand alone as one of it. */
export function singularTime(text: string): number | null {
  return SINGULAR_TIMES.get(text) ?? null;
}

/** All words of units. */
export function unitWords(): string[] {
  return [...TABLE.keys()];
}

function bytes(size: number, perSecond = false): Unit {
  return { kind: 'bytes', size, perSecond };
}

function buildTable(): Map<string, Unit> {
  const table = new Map<string, Unit>();
  for (const [size, names] of TIMES) {
    for (const name of names.split(' ')) table.set(name, { kind: 'time', size, perSecond: false });
  }
  for (const [letter, word, decimal, binary] of PREFIXES) addPrefixed(table, letter, word, decimal, binary);
  for (const [size, names] of SHORT_BYTES) {
    for (const name of names.split(' ')) table.set(name, bytes(size));
  }
  return table;
}

function addPrefixed(
  table: Map<string, Unit>,
  letter: string,
  word: string,
  decimal: number,
  binary: number,
): void {
  for (const prefix of [word, letter]) {
    for (const ending of ['byte', 'bytes']) table.set(`${prefix}${ending}`, bytes(decimal));
    for (const ending of ['bit', 'bits']) table.set(`${prefix}${ending}`, bytes(decimal / BITS_IN_BYTE));
  }
  if (letter === '') return;
  table.set(`${letter}b`, bytes(decimal));
  table.set(`${letter}ib`, bytes(binary));
  table.set(`${letter}bps`, bytes(decimal / BITS_IN_BYTE, true));
  table.set(`${letter}bitps`, bytes(decimal / BITS_IN_BYTE, true));
}
