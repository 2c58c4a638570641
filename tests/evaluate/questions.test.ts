import { describe, expect, it } from 'vitest';
import { type QuestionCase, scoreQuestions } from '../../src/evaluate/questions.ts';
import { ask } from '../../src/knowledge/lookup/ask.ts';
import { LOOKUP } from '../knowledge/lookup/small-lookup.ts';

const QUESTIONS: readonly QuestionCase[] = [
  { q: 'quickstream restart from a snapshot', topics: ['recovery'], engines: ['quick'], style: 'plain' },
  { q: 'price of row boat', topics: ['cost'], engines: ['rowboat'], style: 'plain' },
  { q: 'carry on after a crash', topics: ['windows', 'recovery'], engines: [], style: 'paraphrase' },
  { q: 'tumbling windows', topics: ['recovery'], engines: [], style: 'keyword' },
  { q: 'cake recipe with chocolate', topics: ['cost'], engines: [], style: 'indirect' },
  { q: 'pizza in town', topics: [], engines: [], style: 'plain' },
  { q: 'monthly bill', topics: [], engines: [], style: 'plain' },
];

describe('scoring questions', () => {
  it('reports ranks, engines, declined and false answers, by style, with the misses', () => {
    const report = scoreQuestions(QUESTIONS, (question, limit) => ask(LOOKUP, question, { limit }));

    const { byStyle, misses, ...totals } = report;
    expect(totals).toEqual({
      questions: 5,
      success1: 0.6,
      success3: expect.any(Number),
      mrr: expect.any(Number),
      engineRight: 0.5,
      declined: 0.2,
      outOfScope: 2,
      falseAnswers: 1,
    });
    expect(
      Object.entries(byStyle).map(([style, { questions, success1 }]) => [style, questions, success1]),
    ).toEqual([
      ['indirect', 1, 0],
      ['keyword', 1, 0],
      ['paraphrase', 1, 1],
      ['plain', 2, 1],
    ]);
    expect(misses.map(({ q, expected }) => [q, expected])).toEqual([
      ['tumbling windows', ['recovery']],
      ['cake recipe with chocolate', ['cost']],
      ['monthly bill', []],
    ]);
    expect(misses[1]?.got).toEqual([]);
    expect(misses[2]?.got[0]).toBe('general/cost/drivers');
  });

  it('counts the place of the topic, not of the section', () => {
    const question = 'difference between row boat and quickstream windows';
    const twice = ask(LOOKUP, question).results.map(({ topic }) => topic);
    expect(twice.slice(0, 2)).toEqual(['windows', 'windows']);

    const topics = [...new Set(ask(LOOKUP, question, { limit: 10 }).results.map(({ topic }) => topic))];
    const second: QuestionCase = { q: question, topics: [topics[1] ?? ''], engines: [], style: 'plain' };

    expect(scoreQuestions([second], (q, limit) => ask(LOOKUP, q, { limit })).mrr).toBe(0.5);
  });

  it('leaves shares of nothing open', () => {
    expect(scoreQuestions([], () => ask(LOOKUP, ''))).toEqual({
      questions: 0,
      success1: null,
      success3: null,
      mrr: null,
      engineRight: null,
      declined: null,
      outOfScope: 0,
      falseAnswers: 0,
      byStyle: {},
      misses: [],
    });
  });
});
