import { describe, expect, it } from 'vitest';
import { withoutListNumbers } from '../../../src/understanding/text/list-numbers.ts';
import { splitScales } from '../../../src/understanding/text/split-scales.ts';
import { tokenize } from '../../../src/understanding/text/tokens.ts';

describe('numbers of list items', () => {
  it.each([
    ['(1) alerts, (2) reports', 'alerts , ; reports'],
    ['a: 1) Kafka in 2) Redis out', 'a : ; kafka in ; redis out'],
    ['1. fast\n2. small', 'fast \n ; small'],
  ])('%j begin sentences', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['ten (10) seconds', 'windows (1, 2) of (5, 2)', 'state (2) and (3)', '1.5 GB\n2.5 GB', ''])(
    '%j has none',
    (text) => {
      expect(withoutListNumbers(tokenize(text))).toEqual(tokenize(text));
    },
  );
});

describe('scale letters glued to what is counted', () => {
  const isCounted = (word: string): boolean => ['calls', 'events'].includes(word);

  it('are parted behind a number, with the places of both', () => {
    expect(splitScales(tokenize('70 kcalls'), isCounted).slice(1)).toEqual([
      { kind: 'word', text: 'k', raw: 'k', start: 3, end: 4, glued: false },
      { kind: 'word', text: 'calls', raw: 'calls', start: 4, end: 9, glued: true },
    ]);
  });

  it.each(['kcalls 70', '70 kittens', '70 events', '70 mevents'])('are not parted in %j', (text) => {
    expect(splitScales(tokenize(text), isCounted)).toEqual(tokenize(text));
  });
});

function read(text: string): string {
  return withoutListNumbers(tokenize(text))
    .map((token) => token.text)
    .join(' ');
}
