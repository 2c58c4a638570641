import {
  firstElements,
  type PatternElement,
  parsePattern,
  type WordSets,
} from '../../knowledge/pattern-syntax.ts';
import { type Element, elementOf, fits, type Gap, isPresent, runsAt, type Words } from './elements.ts';
import type { Matchable } from './matchable.ts';

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
  /** Which elements of patterns can occur in it, as far as that was asked. */
  readonly possible: Map<Element, boolean>;
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
  return { pieces, places, present, possible: new Map() };
}

type Compiled<T> = {
  readonly elements: readonly Element[];
  /** The elements whose pieces are told: quantities and names. */
  readonly slots: readonly Words[];
  readonly data: T;
  readonly startsClause: boolean;
  readonly endsClause: boolean;
};
type Row<T> = { readonly say: string; readonly data: T };
/** Patterns that begin with the same element; what follows it is compiled when a text has such a beginning. */
type Group<T> = { readonly rows: Row<T>[]; compiled: Compiled<T>[] | null };
/** Groups by the keys, or the first letters, that they can begin with. */
type Index<T> = { readonly byKey: Map<string, Group<T>[]>; readonly byPrefix: Map<string, Group<T>[]> };

/** Prefix patterns are looked up by so many letters, the fewest a prefix has. */
const PREFIX_LETTERS = 3;

/** Compile patterns; see `pattern-syntax.ts` for the language. Most of the work waits until a text needs it. */
export function compilePatterns<T>(rows: readonly Row<T>[], sets: WordSets): PatternSet<T> {
  const groups = new Map<PatternElement, Group<T>>();
  for (const row of rows) {
    for (const first of firstElements(row.say, sets)) {
      const group = groups.get(first);
      if (group === undefined) groups.set(first, { rows: [row], compiled: null });
      else group.rows.push(row);
    }
  }
  const index: Index<T> = { byKey: new Map(), byPrefix: new Map() };
  for (const [first, group] of groups) enter(index, elementOf(first), group);
  return { find: (line) => findAll(index, line, sets) };
}

function enter<T>({ byKey, byPrefix }: Index<T>, first: Element, group: Group<T>): void {
  if (first.kind !== 'words') return;
  for (const key of first.keys) push(byKey, key, group);
  for (const key of first.runs.keys()) if (!first.keys.has(key)) push(byKey, key, group);
  for (const prefix of first.prefixes) push(byPrefix, prefix.slice(0, PREFIX_LETTERS), group);
}

function push<T>(map: Map<string, T[]>, key: string, one: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [one]);
  else list.push(one);
}

function compiledOf<T>(group: Group<T>, sets: WordSets): readonly Compiled<T>[] {
  group.compiled ??= group.rows.flatMap((row) => compile(row, sets));
  return group.compiled;
}

/** A pattern whose last element may be missing is two, and so is one whose first may be. */
function compile<T>({ say, data }: Row<T>, sets: WordSets): Compiled<T>[] {
  const { elements, startsClause, endsClause, mayEnd } = parsePattern(say, sets);
  const ready = elements.map(elementOf);
  const made = (some: readonly Element[], ends: boolean): Compiled<T> => {
    const slots = some.filter((element) => element.kind === 'words').filter(({ slot }) => slot);
    return { elements: some, slots, data, startsClause, endsClause: ends };
  };
  const [first, ...rest] = ready;
  const isOptional = first?.kind === 'words' && first.optional;
  return [
    ...(isOptional ? [made([{ ...first, optional: false }, ...rest], endsClause)] : []),
    made(isOptional ? rest : ready, endsClause),
    ...(mayEnd ? [made(withoutLast(ready), true)] : []),
  ];
}

/** All but the last element, and the gap before it. */
function withoutLast(elements: readonly Element[]): readonly Element[] {
  return elements.slice(0, elements.at(-2)?.kind === 'gap' ? -2 : -1);
}

function findAll<T>(index: Index<T>, line: Line, sets: WordSets): Found<T>[] {
  const found: Found<T>[] = [];
  for (const [keys, places] of line.places) {
    const rows = possibleRows(index, keys, line, sets);
    if (rows.length === 0) continue;
    for (const from of places) {
      for (const row of rows) findAt(row, line.pieces, from, found);
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Add what a pattern finds at a place: each end it can have, alternatives being of different lengths. */
function findAt<T>(row: Compiled<T>, pieces: readonly Matchable[], from: number, found: Found<T>[]): void {
  if (row.startsClause && from > 0 && pieces[from - 1]?.barrier === 0) return;
  const ends = endsFrom(row.elements, 0, pieces, from);
  for (const to of ends.length > 1 ? new Set(ends) : ends) {
    if (row.endsClause && pieces[to]?.barrier === 0) continue;
    found.push({ data: row.data, from, to, slots: slotsOf(row.slots, pieces, from, to) });
  }
}

/**
 * The patterns that can begin with one of the keys: only those all of whose words occur somewhere in the text. Worked
 * out once for each different word, which keeps long and repetitive texts cheap.
 */
function possibleRows<T>(
  index: Index<T>,
  keys: Matchable['keys'],
  line: Line,
  sets: WordSets,
): Compiled<T>[] {
  const groups = new Set(keys.flatMap((key) => [...(index.byKey.get(key) ?? []), ...prefixed(index, key)]));
  return [...groups].flatMap((group) =>
    compiledOf(group, sets).filter(({ elements }) => elements.every((element) => canOccur(element, line))),
  );
}

function canOccur(element: Element, { possible, present }: Line): boolean {
  const known = possible.get(element);
  if (known !== undefined) return known;
  const can = isPresent(element, present);
  possible.set(element, can);
  return can;
}

function prefixed<T>({ byPrefix }: Index<T>, key: string): readonly Group<T>[] {
  return key.startsWith('=') ? (byPrefix.get(key.slice(1, 1 + PREFIX_LETTERS)) ?? []) : [];
}

const NOWHERE: readonly number[] = [];

/** The places behind the matches with the shortest gaps. Gaps are short, so trying each length costs little. */
function endsFrom(
  elements: readonly Element[],
  element: number,
  pieces: readonly Matchable[],
  at: number,
): readonly number[] {
  const here = elements[element];
  if (here === undefined) return [at];
  if (here.kind === 'gap') return endsBehindGap(elements, element, here, pieces, at);
  const piece = pieces[at];
  if (piece === undefined) return here.optional ? endsFrom(elements, element + 1, pieces, at) : NOWHERE;
  let ends = fits(here, piece) ? endsFrom(elements, element + 1, pieces, at + 1) : NOWHERE;
  for (const length of runsAt(here, pieces, at)) {
    ends = [...ends, ...endsFrom(elements, element + 1, pieces, at + length)];
  }
  return ends.length === 0 && here.optional ? endsFrom(elements, element + 1, pieces, at) : ends;
}

function endsBehindGap(
  elements: readonly Element[],
  element: number,
  gap: Gap,
  pieces: readonly Matchable[],
  at: number,
): readonly number[] {
  for (let skipped = 0; skipped <= gap.most; skipped += 1) {
    const ends = endsFrom(elements, element + 1, pieces, at + skipped);
    if (ends.length > 0) return ends;
    const barrier = pieces[at + skipped]?.barrier ?? 2;
    if (barrier === 2 || (barrier === 1 && !gap.wide)) return NOWHERE;
  }
  return NOWHERE;
}

function slotsOf(
  wanted: readonly Words[],
  pieces: readonly Matchable[],
  from: number,
  to: number,
): readonly number[] {
  if (wanted.length === 0) return NOWHERE;
  const slots: number[] = [];
  for (let at = from; at < to; at += 1) {
    const element = wanted[slots.length];
    const piece = pieces[at];
    if (element !== undefined && piece !== undefined && fits(element, piece)) slots.push(at);
  }
  return slots;
}
