import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/knowledge/lookup/distance.ts';
import { buildSpeller } from '../../../src/knowledge/lookup/speller.ts';

const VOCABULARY = [
  'checkpoint',
  'watermark',
  'backpressure',
  'latency',
  'kafka',
  'sink',
  'jdbc',
  'events',
  'structured',
];
const speller = buildSpeller(new Map(VOCABULARY.map((word) => [word, 3])));

describe('the speller', () => {
  it.each([
    ['chekpoint', 'checkpoint'],
    ['watermakr', 'watermark'],
    ['bakpresure', 'backpressure'],
    ['latancy', 'latency'],
    ['kafak', 'kafka'],
    ['snik', 'sink'],
    ['jbdc', 'jdbc'],
    ['evnts', 'events'],
    ['sturctured', 'structured'],
    ['adn', 'and'],
    ['becuase', 'because'],
  ])('reads "%s" as "%s"', (typed, meant) => {
    expect(speller.correct(typed)).toBe(meant);
  });

  it.each([
    ['checkpoint', 'it is in the knowledge base'],
    ['checkpoints', 'another form of it is in the knowledge base'],
    ['because', 'it is a word of everyday speech'],
    ['sank', 'it is English, though near to a word of ours'],
    ['spotify', 'it is a name from elsewhere'],
    ['xy', 'it is too short to tell'],
    ['zzzzzz', 'nothing is near'],
    ['uptime', 'what is near is too far'],
  ])('leaves "%s" alone because %s', (typed) => {
    expect(speller.correct(typed)).toBeNull();
  });

  it('gives the same answer the second time', () => {
    expect([speller.correct('latnecy'), speller.correct('latnecy')]).toEqual(['latency', 'latency']);
  });
});

describe('the edit distance', () => {
  it.each([
    ['sink', 'sink', 0],
    ['sink', 'snik', 1],
    ['sink', 'sin', 1],
    ['sink', 'sinks', 1],
    ['sink', 'silk', 1],
    ['kafka', 'kfaak', 2],
    ['', 'abc', 3],
  ])('from "%s" to "%s" is %i', (a, b, distance) => {
    expect(editDistance(a, b, 3)).toBe(distance);
  });

  it('is the same both ways, zero only for equal words and never above one past the limit', () => {
    const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 4 }), (a, b, limit) => {
        const distance = editDistance(a, b, limit);

        expect(distance).toBe(editDistance(b, a, limit));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(limit + 1);
      }),
    );
  });
});
