import { describe, expect, it } from 'vitest';
import { buildNames } from '../../../src/knowledge/lookup/names.ts';
import { wordsOf } from '../../../src/knowledge/lookup/words.ts';
import { SMALL } from './small-lookup.ts';

const names = buildNames(SMALL.engines, SMALL.products);

describe('names in a question', () => {
  it.each([
    ['does quickstream recover', ['quick'], ['quickstream']],
    ['row boat or quick', ['rowboat', 'quick'], ['row', 'boat']],
    ['Row Boat Streams windows', ['rowboat'], ['row', 'boat', 'streams']],
    ['row your boat', [], []],
    ['is a batch job enough', [], []],
  ])('%s', (question, engines, dropped) => {
    const words = wordsOf(question);

    const found = names.find(words);

    expect(found.engines).toEqual(engines);
    expect(words.filter((_, index) => found.isName[index])).toEqual(dropped);
  });

  it('leave the words of an alias that say more than the engine', () => {
    const words = wordsOf('quickstream sql windows');

    expect(words.filter((_, index) => !names.find(words).isName[index])).toEqual(['sql', 'windows']);
  });

  it.each(['PlainQueue', 'plainqueue', 'plain queue'])('find a product however it is written: %s', (name) => {
    expect(names.find(wordsOf(`late rows from ${name} today`)).products).toBe(1);
  });

  it('take the engine of a product when no engine is named, and only then', () => {
    expect(names.find(wordsOf('price of quick cloud')).engines).toEqual(['quick']);
    expect(names.find(wordsOf('row boat beside Quick Cloud')).engines).toEqual(['rowboat']);
  });
});
