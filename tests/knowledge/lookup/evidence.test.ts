import { describe, expect, it } from 'vitest';
import type { Field, Passage } from '../../../src/knowledge/lookup/corpus.ts';
import { countEvidence, openEvidence } from '../../../src/knowledge/lookup/evidence.ts';
import { numbered } from '../../../src/knowledge/lookup/numbered.ts';
import { countPhrases, openPhrases } from '../../../src/knowledge/lookup/phrase-index.ts';
import { rankTopics } from '../../../src/knowledge/lookup/rank-topics.ts';

const TOPICS = ['recovery', 'windows'];

function passage(
  topic: string,
  words: string,
  field: Field = 'phrases',
  section: string | null = null,
): Passage {
  const stems = words.split(' ');
  return { topic, section, field, stems, row: field === 'text' ? [] : stems };
}

const ranked = (words: readonly string[]) => rankTopics({ stems: words, row: words }, evidence, phrases);

const PASSAGES = [
  passage('recovery', 'crash restart job'),
  passage('recovery', 'restart snapshot', 'aliases', 'quick/recovery/a'),
  passage('recovery', 'job timer pause', 'text', 'quick/recovery/a'),
  passage('windows', 'count minute job'),
  passage('windows', 'session pause', 'aliases', 'quick/windows/b'),
];
const { passages: rows, stems: known } = numbered(PASSAGES);
const evidence = openEvidence(countEvidence(rows, TOPICS, known), TOPICS, known);
const phrases = openPhrases(countPhrases(rows, TOPICS), TOPICS.length, known);
const ofWord = (word: string): number[] => [...evidence.of([word], [])];
const ofPair = (...pair: string[]): number[] => [...evidence.of([], pair)];

describe('the evidence of a word', () => {
  it('speaks for the topic in which it stands and against the others', () => {
    const [recovery = 0, windows = 0] = ofWord('restart');

    expect(recovery).toBeGreaterThan(0.5);
    expect(windows).toBeLessThan(-0.5);
  });

  it('is small for a word that stands in all of them', () => {
    for (const weight of ofWord('job')) expect(Math.abs(weight)).toBeLessThan(0.3);
  });

  it('weighs a phrase more than a mention in a text', () => {
    const [recovery = 0, windows = 0] = ofWord('pause');

    expect(windows).toBeGreaterThan(recovery + 1);
  });

  it('is there for two neighbours of a short text as well, in their order, and not for those of a long one', () => {
    const [recovery = 0, windows = 0] = ofPair('crash', 'restart');

    expect(recovery).toBeGreaterThan(windows + 1);
    expect(ofPair('restart', 'crash')).toEqual([0, 0]);
    expect(ofPair('job', 'timer')).toEqual([0, 0]);
  });

  it('is nothing for a word that nobody wrote', () => {
    expect(ofWord('pizza')).toEqual([0, 0]);
  });
});

describe('the likeness to phrases', () => {
  it('is 1 for the very phrase, and squared in the sum of its topic', () => {
    const { byTopic, nearest, of } = phrases.compare(['session', 'pause']);

    expect(nearest).toBeCloseTo(1, 10);
    expect(byTopic[1]).toBeCloseTo(1, 10);
    expect(byTopic[0]).toBe(0);
    expect(of('quick/windows/b')).toBeCloseTo(1, 10);
    expect(of('quick/recovery/a')).toBe(0);
    expect(of('unknown/section/c')).toBe(0);
  });

  it('is less when the question has further words, known or not', () => {
    const alone = phrases.compare(['session', 'pause']).nearest;

    expect(phrases.compare(['session', 'pause', 'crash']).nearest).toBeLessThan(alone);
    expect(phrases.compare(['session', 'pause', 'pizza']).nearest).toBeLessThan(alone);
  });

  it('is nothing for no words and does not count texts', () => {
    expect(phrases.compare([]).nearest).toBe(0);
    expect(phrases.compare(['timer']).nearest).toBe(0);
    expect([phrases.has('timer'), phrases.has('crash')]).toEqual([false, true]);
  });

  it('finds rare words rarer than common ones', () => {
    expect(phrases.rarity('session')).toBeGreaterThan(phrases.rarity('restart'));
  });
});

describe('ranking topics', () => {
  it('puts the topic with more evidence first and shares certainty among all', () => {
    const { topics } = ranked(['restart', 'job']);

    expect(topics.map(({ topic }) => topic)).toEqual(['recovery', 'windows']);
    expect(topics.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
  });

  it('orders topics without evidence by id', () => {
    expect(ranked([]).topics).toEqual([
      { topic: 'recovery', score: 0, share: 0.5 },
      { topic: 'windows', score: 0, share: 0.5 },
    ]);
  });
});
