import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressOf } from '../../src/http/address.ts';

const piece = fc.oneof(
  fc.constantFrom('/', '//', '.', '..', '?', '&', '=', '#', '%2F', '%', '\\', ' ', 'ü', ':'),
  fc.stringMatching(/^[\w-]{1,6}$/),
);

it('has the path and the query that a URL has, plain or not', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = `/${pieces.join('')}`;
      const url = URL.parse(text, 'http://localhost');
      const address = addressOf(text);

      expect(address?.path).toBe(url?.pathname);
      expect(address?.query.toString()).toBe(url?.searchParams.toString());
    }),
    { numRuns: 2_000 },
  );
});
