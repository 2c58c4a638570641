import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, type SparseRows, Tally } from '../../../src/knowledge/lookup/sparse-rows.ts';

const WIDTH = 5;
const LAST_ROW = 40;
const cell = fc.tuple(fc.nat({ max: LAST_ROW }), fc.nat({ max: WIDTH - 1 }), fc.integer({ min: 1, max: 9 }));

function tallied(cells: readonly (readonly [number, number, number])[]): SparseRows {
  const tally = new Tally(WIDTH);
  for (const [row, column, count] of cells) tally.add(row, column, count);
  return tally.rows();
}

function countAt(rows: SparseRows, key: number, column: number): number {
  const place = placeOf(rows, key);
  if (place < 0) return 0;
  const [from, to] = [rows.starts[place], rows.starts[place + 1]];
  const at = rows.columns.subarray(from, to).indexOf(column);
  return at < 0 ? 0 : (rows.counts.subarray(from, to)[at] ?? 0);
}

describe('sparse rows', () => {
  it('hold the sum of every cell and column', () => {
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const rows = tallied(cells);
        const sum = (row: number | null, column: number): number =>
          cells.reduce(
            (all, [key, at, count]) => all + ((row ?? key) === key && at === column ? count : 0),
            0,
          );

        for (let column = 0; column < WIDTH; column += 1) {
          expect(rows.sums[column]).toBe(sum(null, column));
          for (let row = 0; row <= LAST_ROW; row += 1)
            expect(countAt(rows, row, column)).toBe(sum(row, column));
        }
      }),
    );
  });

  it('are the same whatever the order of adding', () => {
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        expect(tallied(cells.toReversed())).toEqual(tallied(cells));
      }),
    );
  });

  it('hold large keys apart, and refuse those past what a number holds exactly', () => {
    const [large, tally] = [2 ** 50, new Tally(2)];
    tally.add(large, 1, 3);
    tally.add(large - 1, 0, 4);

    expect([placeOf(tally.rows(), large - 1), placeOf(tally.rows(), large)]).toEqual([0, 1]);
    expect(() => tally.add(2 ** 53, 1, 1)).toThrow(RangeError);
  });

  it('are empty when nothing was added', () => {
    expect([tallied([]).keys.length, placeOf(tallied([]), 0)]).toEqual([0, -1]);
  });
});
