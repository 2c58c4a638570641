/** Entries kept; beyond it the memory starts anew, so that it cannot grow with what people type. */
const MOST_ENTRIES = 20_000;
/** What is longer is no word that anybody types twice. */
const LONGEST_KEPT = 60;

/** The same function of a word, answered from memory where it can be. */
export function remember<T>(compute: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    if (word.length > LONGEST_KEPT) return compute(word);
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= MOST_ENTRIES) known.clear();
    const value = compute(word);
    known.set(word, value);
    return value;
  };
}
