import { isDeepStrictEqual } from 'node:util';
import type { Knowledge } from '../../knowledge/model.ts';

/** What happened to the entries of one kind of file; ids in their order. */
export type PartDiff = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** With the names of the fields that differ. */
  readonly changed: readonly { readonly id: string; readonly fields: readonly string[] }[];
};

/** Kinds of entries that are compared one by one, by their id. */
const KINDS = [
  'engines',
  'criteria',
  'rules',
  'topics',
  'sections',
  'products',
  'presets',
  'nextSteps',
] as const satisfies readonly (keyof Knowledge)[];

export type PartsDiff = Readonly<Record<(typeof KINDS)[number], PartDiff>> & {
  /** The vocabulary is one whole; names of its parts that differ. */
  readonly vocabulary: readonly string[];
};

/** Compare two versions of the knowledge, entry by entry. */
export function diffParts(before: Knowledge, after: Knowledge): PartsDiff {
  const kinds = KINDS.map((kind) => [kind, diffEntries(before[kind], after[kind])]);
  return {
    ...(Object.fromEntries(kinds) as Record<(typeof KINDS)[number], PartDiff>),
    vocabulary: fieldsThatDiffer(before.vocabulary, after.vocabulary),
  };
}

type Entry = { readonly id: string };

/** Compare two lists of entries by their ids. */
export function diffEntries(before: readonly Entry[], after: readonly Entry[]): PartDiff {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const now = new Map(after.map((entry) => [entry.id, entry]));
  const kept = [...now.values()].flatMap((entry) => {
    const was = old.get(entry.id);
    return was === undefined ? [] : [{ id: entry.id, fields: fieldsThatDiffer(was, entry) }];
  });
  return {
    added: [...now.keys()].filter((id) => !old.has(id)).sort(),
    removed: [...old.keys()].filter((id) => !now.has(id)).sort(),
    changed: kept.filter(({ fields }) => fields.length > 0).sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function fieldsThatDiffer(before: object, after: object): string[] {
  const was: Readonly<Record<string, unknown>> = { ...before };
  const is: Readonly<Record<string, unknown>> = { ...after };
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names.filter((name) => !isDeepStrictEqual(was[name], is[name])).sort();
}
