/**
 * What belongs to a text, for as many texts as were used last: the conversations that are being talked in are a few, and
 * each of their turns reads what the one before wrote.
 */
export class Recent<V> {
  readonly #kept = new Map<string, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(text: string): V | undefined {
    const value = this.#kept.get(text);
    // The last place in the map is that of the last one used.
    if (value !== undefined) this.keep(text, value);
    return value;
  }

  keep(text: string, value: V): void {
    this.#kept.delete(text);
    this.#kept.set(text, value);
    if (this.#kept.size <= this.#most) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  drop(text: string): void {
    this.#kept.delete(text);
  }
}
