import type { Names } from './names.ts';
import { ENGINE_MARK } from './row.ts';
import { EMPTY_WORDS } from './stop-words.ts';
import { stemOf, wordsOf } from './words.ts';

/** What is known about a word while texts are read; looked up once for each time it occurs. */
type Entry = { readonly stem: string; readonly isEmpty: boolean; readonly mayName: boolean; count: number };

/** Reads texts word by word. A word's stem and standing are found out once, its occurrences are counted. */
export class Reader {
  readonly #names: Names;
  readonly #entries = new Map<string, Entry>();

  constructor(names: Names) {
    this.#names = names;
  }

  get counts(): Map<string, number> {
    return new Map([...this.#entries].map(([word, { count }]) => [word, count]));
  }

  get stems(): string[] {
    return [...new Set([...this.#entries.values()].map(({ stem }) => stem))];
  }

  /** The words of a text: as stems without empty words and engine names, and as a row of all of them. */
  read(text: string): { readonly stems: string[]; readonly row: string[] } {
    const words = wordsOf(text);
    const entries = words.map((word) => this.#entryOf(word));
    const isName = entries.some(({ mayName }) => mayName) ? this.#names.find(words).isName : [];
    const stems: string[] = [];
    const row: string[] = [];
    for (const [index, entry] of entries.entries()) {
      const named = isName[index] === true;
      entry.count += 1;
      row.push(named ? ENGINE_MARK : entry.stem);
      if (!entry.isEmpty && !named) stems.push(entry.stem);
    }
    return { stems, row };
  }

  #entryOf(word: string): Entry {
    const known = this.#entries.get(word);
    if (known !== undefined) return known;
    const mayName = this.#names.firstWords.has(word);
    const entry = { stem: stemOf(word), isEmpty: EMPTY_WORDS.has(word), mayName, count: 0 };
    this.#entries.set(word, entry);
    return entry;
  }
}
