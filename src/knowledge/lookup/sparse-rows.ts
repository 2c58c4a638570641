/**
 * A table of counts of which most are 0, as compressed sparse rows: row `keys[i]` holds the columns and counts from
 * `starts[i]` to `starts[i + 1]`. Keys ascend, and so do the columns of a row. Three lists of numbers are quick to keep
 * and to read back, and need no work to be used.
 */
export type SparseRows = {
  readonly keys: Float64Array;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly counts: Int32Array;
  /** Sum of each column, over all of them. */
  readonly sums: Int32Array;
};

/** Adds up counts by row and column. */
export class Tally {
  readonly #width: number;
  readonly #sums: Int32Array;
  readonly #counts = new Map<number, number>();

  /** @param width number of columns */
  constructor(width: number) {
    this.#width = width;
    this.#sums = new Int32Array(width);
  }

  /** @throws RangeError when row and column have no number of their own any more. */
  add(row: number, column: number, count: number): void {
    const cell = row * this.#width + column;
    if (!Number.isSafeInteger(cell))
      throw new RangeError(`Row ${row} of ${this.#width} columns is past what a table can number.`);
    this.#counts.set(cell, (this.#counts.get(cell) ?? 0) + count);
    this.#sums[column] = (this.#sums[column] ?? 0) + count;
  }

  rows(): SparseRows {
    const cells = Float64Array.from(this.#counts.keys()).sort();
    const columns = new Int32Array(cells.length);
    const counts = new Int32Array(cells.length);
    const keys: number[] = [];
    const starts: number[] = [];
    for (const [place, cell] of cells.entries()) {
      const key = Math.floor(cell / this.#width);
      if (key !== keys.at(-1)) {
        keys.push(key);
        starts.push(place);
      }
      columns[place] = cell - key * this.#width;
      counts[place] = this.#counts.get(cell) ?? 0;
    }
    starts.push(cells.length);
    return {
      keys: Float64Array.from(keys),
      starts: Int32Array.from(starts),
      columns,
      counts,
      sums: this.#sums,
    };
  }
}

/** The place of a row, or -1 when it is empty. */
export function placeOf({ keys }: SparseRows, key: number): number {
  let [low, high] = [0, keys.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = keys[middle] ?? 0;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
