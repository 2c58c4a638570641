/**
 * The language of the patterns in `vocabulary/understanding`. Elements are parted by spaces:
 *
 * | element | matches |
 * | --- | --- |
 * | `join` | the word in any inflection |
 * | `=seconds` | the word in this very form |
 * | `a\|b`, `in_order\|no-go` | either; `_` or a hyphen joins the words of an alternative |
 * | `dedup*` | words that begin so |
 * | `the?` | may be missing |
 * | `@fine` | any word or phrase of a named set |
 * | `..`, `..5` | up to 3 (or 5) words between, within the clause |
 * | `...`, `...10` | up to 8 (or 10) words between, across commas too |
 * | `#`, `#time`, `#bytes`, `#rate`, `#brief` ... | a quantity, of a kind |
 * | `$` | a name |
 * | `START` first, `END` last | the ends of a clause; `END` may be one of the last alternatives |
 */
export type PatternElement =
  | { readonly kind: 'gap'; readonly most: number; readonly wide: boolean }
  | { readonly kind: 'words'; readonly phrases: readonly string[]; readonly optional: boolean };

export type Pattern = {
  readonly elements: readonly PatternElement[];
  readonly startsClause: boolean;
  readonly endsClause: boolean;
  /** The last element may be missing where the clause ends. */
  readonly mayEnd: boolean;
};

export type WordSets = Readonly<Record<string, readonly string[]>>;

/** Words a gap may skip when the pattern does not say: within the clause, and across commas. */
const USUAL_GAP = 3;
const USUAL_WIDE_GAP = 8;
const START = 'START ';
const END = ' END';
const GAP = /^(\.{2,3})(\d*)$/;
const SET = /(?:^|[\s|])@([\w-]+)/g;

/** Read a pattern. A set that does not exist stands for no word at all; `unknownSets` finds those. */
export function parsePattern(say: string, sets: WordSets): Pattern {
  const startsClause = say.startsWith(START);
  const endsClause = say.endsWith(END);
  const inner = say.slice(startsClause ? START.length : 0, endsClause ? -END.length : undefined).trim();
  const parts = inner.split(/\s+/);
  const last = parts.at(-1)?.split('|') ?? [];
  const mayEnd = last.length > 1 && last.includes('END');
  if (mayEnd) parts[parts.length - 1] = last.filter((word) => word !== 'END').join('|');
  const elements = parts.map((part) => elementIn(part, sets));
  return { elements, startsClause, endsClause, mayEnd };
}

/** The elements a pattern can begin with: its first, and the next where the first may be missing. */
export function firstElements(say: string, sets: WordSets): PatternElement[] {
  const from = say.startsWith(START) ? START.length : 0;
  const [first = '', second = ''] = say.slice(from).split(' ', 2);
  const element = elementIn(first, sets);
  return element.kind === 'words' && element.optional ? [element, elementIn(second, sets)] : [element];
}

/** What was expected of a pattern that cannot be used, in words for its author; null when it can. */
export function patternProblem(say: string): string | null {
  const { elements } = parsePattern(say, {});
  // A last gap is most often what YAML left of a pattern with an unquoted "#".
  if (elements[0]?.kind !== 'words' || elements.at(-1)?.kind === 'gap')
    return 'a pattern that begins and ends with a word';
  const isTorn = say.split(/\s+/).some((part) => /^\|.|.\|$|\|\|/.test(part));
  return isTorn ? 'a word on both sides of each "|"' : null;
}

/** A set that a pattern names and nobody has defined; `path` leads to the pattern. */
export type UnknownSet = { readonly path: readonly PropertyKey[]; readonly set: string };

/** The sets that patterns anywhere in a vocabulary name and that are not among these. */
export function unknownSets(vocabulary: object, known: ReadonlySet<string>): UnknownSet[] {
  return textsIn(vocabulary, []).flatMap(({ path, text }) =>
    [...text.matchAll(SET)].flatMap(([, set = '']) => (known.has(set) ? [] : [{ path, set }])),
  );
}

/** Elements and sets read before, by the sets they were read with: many patterns share a few hundred of them. */
type Read = { readonly elements: Map<string, PatternElement>; readonly sets: Map<string, readonly string[]> };
const read = new WeakMap<WordSets, Read>();

function readWith(sets: WordSets): Read {
  const known = read.get(sets);
  if (known !== undefined) return known;
  const fresh: Read = { elements: new Map(), sets: new Map() };
  read.set(sets, fresh);
  return fresh;
}

function elementIn(part: string, sets: WordSets): PatternElement {
  const { elements } = readWith(sets);
  const known = elements.get(part);
  if (known !== undefined) return known;
  const element = parseElement(part, sets);
  elements.set(part, element);
  return element;
}

function parseElement(part: string, sets: WordSets): PatternElement {
  const [, dots, digits] = part.startsWith('..') ? (GAP.exec(part) ?? []) : [];
  if (dots !== undefined) {
    const wide = dots.length > 2;
    const usual = wide ? USUAL_WIDE_GAP : USUAL_GAP;
    return { kind: 'gap', most: digits === '' ? usual : Number(digits), wide };
  }
  const optional = part.length > 1 && part.endsWith('?');
  const words = (optional ? part.slice(0, -1) : part).split('|');
  const phrases = words.flatMap((word) => (word.startsWith('@') ? setIn(word.slice(1), sets) : parted(word)));
  return { kind: 'words', phrases, optional };
}

function setIn(name: string, sets: WordSets): readonly string[] {
  const known = readWith(sets).sets.get(name);
  if (known !== undefined) return known;
  const words = (sets[name] ?? []).map(parted);
  readWith(sets).sets.set(name, words);
  return words;
}

/** Texts are read without the hyphens inside words, so `no-go` and `no_go` are both two words. */
function parted(word: string): string {
  if (word.startsWith('#')) return word;
  const spaced = word.includes('_') ? word.replaceAll('_', ' ') : word;
  return spaced.includes('-') ? spaced.replace(/(?<=\p{L})-(?=\p{L})/gu, ' ') : spaced;
}

/** All texts of a vocabulary, wherever they stand. */
function textsIn(
  value: unknown,
  path: readonly PropertyKey[],
): { path: readonly PropertyKey[]; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, [...path, isList ? Number(key) : key]));
}
