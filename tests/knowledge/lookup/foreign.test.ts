import { describe, expect, it } from 'vitest';
import { shareElsewhere } from '../../../src/knowledge/lookup/elsewhere.ts';
import { isEnglish, zipfOf } from '../../../src/knowledge/lookup/english.ts';
import { foreignShare, foreignTerms, isForeignWord } from '../../../src/knowledge/lookup/foreign.ts';
import { wordsOf } from '../../../src/knowledge/lookup/words.ts';

describe('terms of foreign subjects', () => {
  it.each([
    ['how do I configure a reverse proxy', [['reverse', 'proxy']]],
    ['two recipes for sourdough', [['recipe'], ['sourdough']]],
    ['is the job responsive', [['responsive']]],
    ['response of the job', []],
    ['checkpoint interval of a streaming job', []],
    ['', []],
  ])('in "%s"', (text, terms) => {
    expect(foreignTerms(wordsOf(text))).toEqual(terms);
  });

  it('have words that are spelt right and have a share of all', () => {
    expect(isForeignWord('webpack')).toBe(true);
    expect(isForeignWord('webpakc')).toBe(false);
    expect(foreignShare('recipe')).toBe(foreignShare('recipes'));
    expect(foreignShare('recipe')).toBeGreaterThan(0);
    expect(foreignShare('watermarking')).toBe(0);
  });
});

describe('the share of a word elsewhere', () => {
  it('is that of everyday English or of computing, whichever is more', () => {
    expect(shareElsewhere('weather')).toBeGreaterThan(shareElsewhere('checkpointing'));
    expect(shareElsewhere('directory')).toBeGreaterThan(10 ** (zipfOf('directory') - 9));
    expect(shareElsewhere('watermarking')).toBeGreaterThan(0);
  });
});

describe('English', () => {
  it('knows common words and how common they are', () => {
    expect(['because', 'weather', 'becuase', 'kafka'].map(isEnglish)).toEqual([true, true, false, false]);
    expect(zipfOf('the')).toBeGreaterThan(zipfOf('weather'));
    expect(zipfOf('weather')).toBeGreaterThan(zipfOf('kafka'));
  });
});
