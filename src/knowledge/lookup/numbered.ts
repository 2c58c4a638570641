import type { Passage } from './corpus.ts';
import { openStems, type Stems } from './stems.ts';

/** A passage with its stems, and those of its row, as numbers. */
export type NumberedPassage = Omit<Passage, 'stems' | 'row'> & {
  readonly stems: readonly number[];
  readonly row: readonly number[];
};

/**
 * Number the stems of passages.
 * @param first stems that shall have the first numbers, each once
 */
export function numbered(
  passages: readonly Passage[],
  first: readonly string[] = [],
): { readonly stems: Stems; readonly passages: readonly NumberedPassage[] } {
  const numbers = new Map(first.map((stem, index) => [stem, index]));
  const numberOf = (stem: string): number => {
    const known = numbers.get(stem);
    if (known !== undefined) return known;
    numbers.set(stem, numbers.size);
    return numbers.size - 1;
  };
  const all = passages.map(({ stems, row, ...place }) => ({
    ...place,
    stems: stems.map(numberOf),
    row: row.map(numberOf),
  }));
  return { stems: openStems([...numbers.keys()]), passages: all };
}
