import { type PatternElement, parsePattern, type WordSets } from '../../knowledge/pattern-syntax.ts';
import { stem } from '../text/stem.ts';

/** What patterns are matched against: anything that answers to some keys and may end a gap. */
export type Matchable = {
  readonly keys: readonly string[];
  /** 0: gaps run on; 1: only wide gaps (`...`) cross it; 2: nothing crosses it. */
  readonly barrier: 0 | 1 | 2;
};

export type Found<T> = {
  readonly data: T;
  readonly from: number;
  /** Behind the last piece. */
  readonly to: number;
  /** Places of the pieces that stood for `#` or `$` elements. */
  readonly slots: readonly number[];
};

/** Pieces in which patterns are looked for, with the places of each list of keys and all keys that occur. */
export type Line = {
  readonly pieces: readonly Matchable[];
  readonly places: ReadonlyMap<Matchable['keys'], readonly number[]>;
  readonly present: ReadonlySet<string>;
};

/** Many patterns compiled together; finding costs about the same however many there are. */
export type PatternSet<T> = { find(line: Line): Found<T>[] };

/** Prepare pieces for any number of pattern sets. */
export function lineOf(pieces: readonly Matchable[]): Line {
  const places = new Map<Matchable['keys'], number[]>();
  pieces.forEach(({ keys }, at) => {
    const list = places.get(keys);
    if (list === undefined) places.set(keys, [at]);
    else list.push(at);
  });
  const present = new Set([...places.keys()].flat());
  return { pieces, places, present };
}

type Keys = {
  readonly kind: 'keys';
  readonly keys: ReadonlySet<string>;
  readonly prefixes: readonly string[];
  readonly optional: boolean;
  readonly slot: boolean;
};
type Gap = PatternElement & { readonly kind: 'gap' };
type Compiled<T> = {
  readonly elements: readonly (Keys | Gap)[];
  /** The elements whose pieces are told: quantities and names. */
  readonly slots: readonly Keys[];
  readonly data: T;
  readonly startsClause: boolean;
  readonly endsClause: boolean;
};
type Index<T> = { readonly byKey: Map<string, Compiled<T>[]>; readonly byPrefix: Map<string, Compiled<T>[]> };

/** Prefix patterns are looked up by so many letters, the fewest a prefix has. */
const PREFIX_LETTERS = 3;

/** Compile patterns; see `pattern-syntax.ts` for the language. */
export function compilePatterns<T>(
  rows: readonly { readonly say: string; readonly data: T }[],
  sets: WordSets,
): PatternSet<T> {
  const index: Index<T> = { byKey: new Map(), byPrefix: new Map() };
  for (const { say, data } of rows) {
    const { elements, startsClause, endsClause, mayEnd } = parsePattern(say, sets);
    const enterAll = (some: readonly PatternElement[], ends: boolean): void => {
      for (const variant of variantsOf(some)) {
        const slots = variant.filter((element) => element.kind === 'keys').filter(({ slot }) => slot);
        enter(index, { elements: variant, slots, data, startsClause, endsClause: ends });
      }
    };
    enterAll(elements, endsClause);
    if (mayEnd) enterAll(withoutLast(elements), true);
  }
  return { find: (line) => findAll(index, line) };
}

/** All but the last element, and the gap before it. */
function withoutLast(elements: readonly PatternElement[]): readonly PatternElement[] {
  return elements.slice(0, elements.at(-2)?.kind === 'gap' ? -2 : -1);
}

/** Alternatives of several words, and an optional first element, make variants of a pattern. */
function variantsOf(elements: readonly PatternElement[]): (Keys | Gap)[][] {
  let variants: (Keys | Gap)[][] = [[]];
  for (const element of elements) {
    const options = optionsOf(element);
    variants = variants.flatMap((head) => options.map((option) => [...head, ...option]));
  }
  return variants.flatMap((variant) => {
    const [first, ...rest] = variant;
    if (first?.kind !== 'keys' || !first.optional) return [variant];
    return [[{ ...first, optional: false }, ...rest], rest];
  });
}

function optionsOf(element: PatternElement): (Keys | Gap)[][] {
  if (element.kind === 'gap') return [[element]];
  const single = element.phrases.filter((phrase) => !phrase.includes(' '));
  const several = element.phrases.filter((phrase) => phrase.includes(' '));
  return [
    ...(single.length > 0 ? [[keysOf(single, element.optional)]] : []),
    ...several.map((phrase) => phrase.split(' ').map((word) => keysOf([word], false))),
  ];
}

function keysOf(words: readonly string[], optional: boolean): Keys {
  return {
    kind: 'keys',
    keys: new Set(words.filter((word) => !word.endsWith('*')).map(keyOf)),
    prefixes: words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
    optional,
    slot: words.some((word) => /^[#$]/.test(word)),
  };
}

/** Words are compared by their stems; `=word`, `#kind` and signs by themselves. */
function keyOf(word: string): string {
  return /^\p{L}/u.test(word) ? stem(word) : word;
}

function enter<T>({ byKey, byPrefix }: Index<T>, row: Compiled<T>): void {
  const [first] = row.elements;
  if (first?.kind !== 'keys') return;
  for (const key of first.keys) push(byKey, key, row);
  for (const prefix of first.prefixes) push(byPrefix, prefix.slice(0, PREFIX_LETTERS), row);
}

function push<T>(map: Map<string, T[]>, key: string, row: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [row]);
  else list.push(row);
}

function findAll<T>(index: Index<T>, line: Line): Found<T>[] {
  const found: Found<T>[] = [];
  for (const [keys, places] of line.places) {
    const rows = possibleRows(index, keys, line.present);
    if (rows.length === 0) continue;
    for (const from of places) {
      for (const row of rows) {
        const one = findAt(row, line.pieces, from);
        if (one !== null) found.push(one);
      }
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

function findAt<T>(row: Compiled<T>, pieces: readonly Matchable[], from: number): Found<T> | null {
  if (row.startsClause && from > 0 && pieces[from - 1]?.barrier === 0) return null;
  const to = matchFrom(row.elements, 0, pieces, from);
  if (to === null || (row.endsClause && pieces[to]?.barrier === 0)) return null;
  return { data: row.data, from, to, slots: slotsOf(row.slots, pieces, from, to) };
}

/**
 * The patterns that can begin with one of the keys: only those all of whose words occur somewhere in the text. Worked
 * out once for each different word, which keeps long and repetitive texts cheap.
 */
function possibleRows<T>(index: Index<T>, keys: Matchable['keys'], present: Line['present']): Compiled<T>[] {
  const rows = new Set(keys.flatMap((key) => [...(index.byKey.get(key) ?? []), ...prefixed(index, key)]));
  return [...rows].filter(({ elements }) => elements.every((element) => isPresent(element, present)));
}

function isPresent(element: Keys | Gap, present: ReadonlySet<string>): boolean {
  if (element.kind === 'gap' || element.optional || element.prefixes.length > 0) return true;
  for (const key of element.keys) if (present.has(key)) return true;
  return false;
}

function prefixed<T>({ byPrefix }: Index<T>, key: string): readonly Compiled<T>[] {
  return key.startsWith('=') ? (byPrefix.get(key.slice(1, 1 + PREFIX_LETTERS)) ?? []) : [];
}

/** The place behind the shortest match, or null. Gaps are short, so trying each length costs little. */
function matchFrom(
  elements: readonly (Keys | Gap)[],
  element: number,
  pieces: readonly Matchable[],
  at: number,
): number | null {
  const here = elements[element];
  if (here === undefined) return at;
  if (here.kind === 'gap') return matchGap(elements, element, here, pieces, at);
  const piece = pieces[at];
  if (piece !== undefined && fits(here, piece)) {
    const to = matchFrom(elements, element + 1, pieces, at + 1);
    if (to !== null) return to;
  }
  return here.optional ? matchFrom(elements, element + 1, pieces, at) : null;
}

function matchGap(
  elements: readonly (Keys | Gap)[],
  element: number,
  gap: Gap,
  pieces: readonly Matchable[],
  at: number,
): number | null {
  for (let skipped = 0; skipped <= gap.most; skipped += 1) {
    const to = matchFrom(elements, element + 1, pieces, at + skipped);
    if (to !== null) return to;
    const barrier = pieces[at + skipped]?.barrier ?? 2;
    if (barrier === 2 || (barrier === 1 && !gap.wide)) return null;
  }
  return null;
}

function fits({ keys, prefixes }: Keys, piece: Matchable): boolean {
  return piece.keys.some(
    (key) => keys.has(key) || (key.startsWith('=') && prefixes.some((prefix) => key.startsWith(prefix, 1))),
  );
}

function slotsOf(
  wanted: readonly Keys[],
  pieces: readonly Matchable[],
  from: number,
  to: number,
): readonly number[] {
  if (wanted.length === 0) return NO_SLOTS;
  const slots: number[] = [];
  for (let at = from; at < to; at += 1) {
    const element = wanted[slots.length];
    const piece = pieces[at];
    if (element !== undefined && piece !== undefined && fits(element, piece)) slots.push(at);
  }
  return slots;
}

const NO_SLOTS: readonly number[] = [];
