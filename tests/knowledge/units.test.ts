import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dimension } from '../../src/knowledge/requirements.ts';
import { parseQuantity, writeQuantity } from '../../src/knowledge/units.ts';

describe('a quantity', () => {
  it.each(['', 'ten', '10', '5 parsecs', '5kB/', '/s', '5k/parsec', '-3s', '3 4s', '1e'])(
    'is not what "%s" says',
    (text) => {
      expect(parseQuantity(text)).toBeNull();
    },
  );

  it('tells bytes from billions: "100B" are bytes, "100B/s" are events', () => {
    expect(parseQuantity('100B')).toEqual({ dimension: 'bytes', value: 100 });
    expect(parseQuantity('100B/s')).toEqual({ dimension: 'events-per-second', value: 1e11 });
    expect(parseQuantity('100 bytes/s')).toEqual({ dimension: 'bytes-per-second', value: 100 });
  });

  it('reads back as the very number that was written', () => {
    const dimensions: Dimension[] = ['time', 'bytes', 'events-per-second', 'bytes-per-second'];
    fc.assert(
      fc.property(
        fc.constantFrom(...dimensions),
        fc.double({ min: 0, max: 1e21, noNaN: true }),
        (dimension, value) => {
          expect(parseQuantity(writeQuantity({ dimension, value }))).toEqual({ dimension, value });
        },
      ),
    );
  });
});
