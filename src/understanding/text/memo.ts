/** Entries kept; beyond it the memory starts anew, so that it cannot grow with what people type. */
const MOST_ENTRIES = 20_000;

/** The same function of a word, answered from memory where it can be. */
export function remember<T>(compute: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= MOST_ENTRIES) known.clear();
    const value = compute(word);
    known.set(word, value);
    return value;
  };
}
