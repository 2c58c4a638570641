import type { PatternElement } from '../../knowledge/pattern-syntax.ts';
import { stem } from '../text/stem.ts';
import type { Matchable } from './matchable.ts';

/** One place of a pattern: a word of some, or one of some runs of words. */
export type Words = {
  readonly kind: 'words';
  /** Words by their keys, and by how they begin. */
  readonly keys: ReadonlySet<string>;
  readonly prefixes: readonly string[];
  /** Alternatives of several words, as their keys, by the first of them. */
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  readonly optional: boolean;
  /** A quantity or a name, whose place is told. */
  readonly slot: boolean;
};
type Run = readonly string[];
export type Gap = PatternElement & { readonly kind: 'gap' };
export type Element = Words | Gap;

/** Made ready once for each element; the syntax gives equal elements as the same object. */
const ready = new WeakMap<PatternElement, Element>();

/** Make an element of a pattern ready for matching. */
export function elementOf(parsed: PatternElement): Element {
  const known = ready.get(parsed);
  if (known !== undefined) return known;
  const element = parsed.kind === 'gap' ? parsed : wordsOf(parsed.phrases, parsed.optional);
  ready.set(parsed, element);
  return element;
}

function wordsOf(phrases: readonly string[], optional: boolean): Words {
  const keys = new Set<string>();
  const prefixes: string[] = [];
  const runs = new Map<string, Run[]>();
  let slot = false;
  for (const phrase of phrases) {
    if (phrase.includes(' ')) addRun(runs, phrase.split(' ').map(keyOf));
    else if (phrase.endsWith('*')) prefixes.push(phrase.slice(0, -1));
    else keys.add(keyOf(phrase));
    slot ||= phrase.startsWith('#') || phrase.startsWith('$');
  }
  return { kind: 'words', keys, prefixes, runs, optional, slot };
}

function addRun(runs: Map<string, Run[]>, run: Run): void {
  const [first = ''] = run;
  const list = runs.get(first);
  if (list === undefined) runs.set(first, [run]);
  else list.push(run);
}

/** Signs have codes below this one's; `=word`, `#kind` and `$` begin with signs. */
const FIRST_LETTER = 'a'.charCodeAt(0);

/** Words are compared by their stems; `=word`, `#kind` and signs by themselves. */
function keyOf(word: string): string {
  return word.charCodeAt(0) >= FIRST_LETTER ? stem(word) : word;
}

/** Whether a piece is one of the single words of an element. */
export function fits({ keys, prefixes }: Words, piece: Matchable): boolean {
  for (const key of piece.keys) if (keys.has(key)) return true;
  return prefixes.length > 0 && piece.keys.some((key) => begins(key, prefixes));
}

function begins(key: string, prefixes: readonly string[]): boolean {
  return key.startsWith('=') && prefixes.some((prefix) => key.startsWith(prefix, 1));
}

/** How many pieces the runs of words of an element take that stand at a place; their first words are the keys they are found by. */
export function runsAt({ runs }: Words, pieces: readonly Matchable[], at: number): readonly number[] {
  if (runs.size === 0) return NONE;
  let lengths = NONE;
  for (const key of pieces[at]?.keys ?? []) {
    for (const run of runs.get(key) ?? []) {
      if (stands(run, pieces, at)) lengths = [...lengths, run.length];
    }
  }
  return lengths;
}

const NONE: readonly number[] = [];

function stands(run: Run, pieces: readonly Matchable[], at: number): boolean {
  for (let offset = 1; offset < run.length; offset += 1) {
    if (!(pieces[at + offset]?.keys.includes(run[offset] ?? '') ?? false)) return false;
  }
  return true;
}

/** Whether the words of an element occur anywhere among the keys of a text; without them its pattern can't match. */
export function isPresent(element: Element, present: ReadonlySet<string>): boolean {
  if (element.kind === 'gap' || element.optional || element.prefixes.length > 0) return true;
  const { keys, runs } = element;
  return intersects(keys, present) || someRunOccurs(runs, present);
}

function someRunOccurs(runs: Words['runs'], present: ReadonlySet<string>): boolean {
  for (const [first, some] of runs) {
    if (present.has(first) && some.some((run) => run.every((key) => present.has(key)))) return true;
  }
  return false;
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const one of few) if (many.has(one)) return true;
  return false;
}
