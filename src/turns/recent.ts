/**
 * What belongs to a text, for the texts used last: the conversations that are being talked in are a few, and each of their
 * turns reads what the one before wrote. At least the last `most` of them are kept, at most twice as many: two generations,
 * of which the older one goes when the younger is full. So a look changes nothing in most cases, where moving
 * each to the end of one list would cost two changes.
 */
export class Recent<V> {
  readonly #most: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  constructor(most: number) {
    this.#most = most;
  }

  get(text: string): V | undefined {
    const value = this.#young.get(text);
    if (value !== undefined) return value;
    const before = this.#old.get(text);
    if (before !== undefined) this.keep(text, before);
    return before;
  }

  keep(text: string, value: V): void {
    this.#young.set(text, value);
    if (this.#young.size < this.#most) return;
    this.#old = this.#young;
    this.#young = new Map();
  }

  drop(text: string): void {
    this.#young.delete(text);
    this.#old.delete(text);
  }
}
