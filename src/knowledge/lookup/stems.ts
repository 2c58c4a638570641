/** Number of a word that stands nowhere. */
export const UNKNOWN = -1;

/** Stems by number, so that what is counted about them are lists of numbers. */
export type Stems = {
  readonly list: readonly string[];
  /** The number of a stem, or UNKNOWN. */
  numberOf(stem: string): number;
};

/** Number stems by their places in a list, each of which stands there once. */
export function openStems(list: readonly string[]): Stems {
  const numbers = new Map<string, number>();
  for (const [index, stem] of list.entries()) numbers.set(stem, index);
  return { list, numberOf: (stem) => numbers.get(stem) ?? UNKNOWN };
}
