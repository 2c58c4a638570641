import { describe, expect, it } from 'vitest';
import { packTables, unpackTables } from '../../../src/knowledge/lookup/packed-tables.ts';
import { countTables, type Tables } from '../../../src/knowledge/lookup/tables.ts';
import { SMALL } from './small-lookup.ts';

const tables = countTables(SMALL);
const packed = (changed: Partial<Tables>): Tables =>
  unpackTables(JSON.parse(JSON.stringify(packTables({ ...tables, ...changed }))));

describe('packed tables', () => {
  it('come back through JSON as they were', () => {
    expect(packed({})).toEqual(tables);
  });

  it.each([[0, 255], [256], [65_535], [65_536], [2 ** 31 - 1], []])(
    'keep numbers of any size: %s',
    (...numbers) => {
      const counts = Int32Array.from(numbers);

      expect(packed({ counts }).counts).toEqual(counts);
    },
  );

  it('keep keys that need more than four bytes', () => {
    const words = { ...tables.evidence.words, keys: Float64Array.from([1, 2 ** 32, 2 ** 53 - 1]) };

    expect(packed({ evidence: { ...tables.evidence, words } }).evidence.words.keys).toEqual(words.keys);
  });
});
