import { expect, it } from 'vitest';
import { Recent } from '../../src/turns/recent.ts';

it('keeps what was used last, and no more than it may', () => {
  const recent = new Recent<number>(2);
  recent.keep('a', 1);
  recent.keep('b', 2);
  recent.get('a');
  recent.keep('c', 3);

  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3]);
});
