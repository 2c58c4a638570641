import { describe, expect, it } from 'vitest';
import { measure } from '../../../src/knowledge/lookup/ask.ts';
import { ANSWER_FROM, coverage } from '../../../src/knowledge/lookup/gate.ts';
import { GATE_FEATURES, type GateFeatures } from '../../../src/knowledge/lookup/gate-features.ts';
import { LOOKUP } from './small-lookup.ts';

describe('what the gate sees', () => {
  it('of a question we cover', () => {
    expect(measure(LOOKUP, 'does quickstream restart from a snapshot')).toEqual({
      evidence: expect.any(Number),
      engine: 1,
      products: 0,
      meanFit: expect.any(Number),
      sumFit: expect.any(Number),
      known: 2 / 3,
      own: 2 / 3,
      strange: 0,
      foreignLong: 0,
      foreignStrange: 0,
      foreignPart: 0,
      belongs: expect.any(Number),
      leans: expect.any(Number),
    });
  });

  it('of a question about something else', () => {
    expect(measure(LOOKUP, 'which reverse proxy for my webpack recipe blorb')).toMatchObject({
      engine: 0,
      known: 0,
      own: 0,
      meanFit: -1,
      strange: 2,
      foreignLong: 1,
      foreignStrange: 2,
      foreignPart: 0.8,
    });
  });

  it('of a product named without an engine, and with one', () => {
    expect(measure(LOOKUP, 'price of Quick Cloud')).toMatchObject({ engine: 1, products: 0 });
    expect(measure(LOOKUP, 'late rows from PlainQueue')).toMatchObject({ engine: 0, products: 1 });
    expect(measure(LOOKUP, 'late rows from PlainQueue in quickstream')).toMatchObject({
      engine: 1,
      products: 0,
    });
  });

  it('of no words at all: nothing', () => {
    expect(measure(LOOKUP, '')).toEqual(Object.fromEntries(GATE_FEATURES.map((name) => [name, 0])));
  });
});

describe('coverage', () => {
  const middling = measure(LOOKUP, 'restart after lunch');

  it('is a probability, and the limit lies inside', () => {
    for (const question of ['restart', 'pizza', '', 'tumbling window of quickstream']) {
      expect(coverage(measure(LOOKUP, question))).toBeGreaterThan(0);
      expect(coverage(measure(LOOKUP, question))).toBeLessThan(1);
    }
    expect(ANSWER_FROM).toBeGreaterThan(0.05);
    expect(ANSWER_FROM).toBeLessThan(0.7);
  });

  it.each<[string, Partial<GateFeatures>, 'more' | 'less']>([
    ['an engine is named', { engine: 1 }, 'more'],
    ['the words speak for a topic', { evidence: middling.evidence + 1 }, 'more'],
    ['more of the words are ours', { own: middling.own + 1 }, 'more'],
    ['the words are those of questions asked here', { belongs: middling.belongs + 1 }, 'more'],
    ['a word is unknown everywhere', { strange: middling.strange + 1 }, 'less'],
    ['a product is named without an engine', { products: 1 }, 'less'],
    ['a foreign term is named', { foreignLong: middling.foreignLong + 1 }, 'less'],
  ])('is different when %s', (_, change, direction) => {
    const before = coverage(middling);
    const after = coverage({ ...middling, ...change });

    expect(after > before ? 'more' : 'less').toBe(direction);
  });
});
