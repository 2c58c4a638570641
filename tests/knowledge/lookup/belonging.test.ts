import { describe, expect, it } from 'vitest';
import { type Belonging, countBelonging, openBelonging } from '../../../src/knowledge/lookup/belonging.ts';
import type { Field, Passage } from '../../../src/knowledge/lookup/corpus.ts';
import { numbered } from '../../../src/knowledge/lookup/numbered.ts';
import { ENGINE_MARK, pairsOf, rowOf } from '../../../src/knowledge/lookup/row.ts';
import { UNKNOWN } from '../../../src/knowledge/lookup/stems.ts';

function passage(field: Field, words: string): Passage {
  const row = words.split(' ');
  return { topic: field === 'elsewhere' ? '' : 'windows', section: null, field, stems: row, row };
}

function learnt(passages: readonly Passage[]): Belonging {
  const { passages: rows, stems } = numbered(passages);
  return openBelonging(countBelonging(rows, stems), stems);
}

const belonging = learnt([
  passage('asked', 'late event in a window'),
  passage('phrases', 'window per hour'),
  passage('text', 'pane of the window'),
  passage('elsewhere', 'clean the window pane'),
  passage('elsewhere', 'pane is broken'),
]);
const of = (words: string): number => belonging.of(words.split(' '));

describe('belonging', () => {
  it('is above zero for words asked here, below for those asked elsewhere', () => {
    expect(of('late event')).toBeGreaterThan(0.5);
    expect(of('broken pane')).toBeLessThan(-0.5);
  });

  it('is about even for a word that both use', () => {
    expect(Math.abs(of('window'))).toBeLessThan(0.5);
  });

  it('hears neighbours: a shared word beside a foreign one is foreign', () => {
    expect(of('window pane')).toBeLessThan(of('window') + of('pane'));
  });

  it('is nothing for words that nobody wrote, for no words, and where nothing was counted', () => {
    expect(of('zebra')).toBe(0);
    expect(belonging.of([])).toBe(0);
    expect(learnt([]).of(['window'])).toBe(0);
  });
});

describe('a row of words', () => {
  it('has one mark for whichever engine is named', () => {
    expect(rowOf(['does', 'flink', 'windowing'], [false, true, false])).toEqual([
      'doe',
      ENGINE_MARK,
      'window',
    ]);
  });

  it('has a pair for each two neighbours', () => {
    expect(pairsOf([3, 0, 7], 10)).toEqual([30, 7]);
    expect(pairsOf([3], 10)).toEqual([]);
    expect(pairsOf([], 10)).toEqual([]);
  });

  it('has no pair with a word that stands nowhere', () => {
    expect(pairsOf([3, UNKNOWN, 7, 1], 10)).toEqual([71]);
  });
});
