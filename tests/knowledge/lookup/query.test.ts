import { describe, expect, it } from 'vitest';
import { buildNames } from '../../../src/knowledge/lookup/names.ts';
import { analyse } from '../../../src/knowledge/lookup/query.ts';
import { buildSpeller, type Speller } from '../../../src/knowledge/lookup/speller.ts';

const NAMES = buildNames([], []);

/** A speller of two words that counts how often it is asked. */
function counting(): { readonly speller: Speller; asked(): number } {
  const inner = buildSpeller(
    new Map([
      ['state', 1],
      ['store', 1],
    ]),
  );
  let asked = 0;
  const knows = (word: string): boolean => {
    asked += 1;
    return inner.knows(word);
  };
  return { speller: { ...inner, knows }, asked: () => asked };
}

describe('a question taken apart', () => {
  it('cuts two known words that are written as one', () => {
    expect(analyse('statestore?', counting().speller, NAMES).sequence).toEqual(['state', 'store']);
  });

  it('does not look for known words in what is too long to be two', () => {
    const { speller, asked } = counting();
    const long = 'statestore'.repeat(1_000);

    expect(analyse(long, speller, NAMES).sequence).toEqual([long]);
    expect(asked()).toBeLessThan(10);
  });
});
