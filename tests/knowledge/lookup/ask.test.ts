import { describe, expect, it } from 'vitest';
import { ask, buildLookup, pickTopic } from '../../../src/knowledge/lookup/ask.ts';
import { LOOKUP, SMALL } from './small-lookup.ts';

const ids = (question: string, limit = 3): string[] =>
  ask(LOOKUP, question, { limit }).results.map(({ section }) => section.id);

describe('asking', () => {
  it('answers with the section, its topic, what matched and the sentence that answers', () => {
    const { answered, results, corrections } = ask(LOOKUP, 'can quickstream restart from a snapshot?', {
      limit: 1,
    });

    expect(answered).toBe(true);
    expect(corrections).toEqual([]);
    expect(results).toEqual([
      {
        section: SMALL.sections[0],
        topic: 'recovery',
        engine: 'quick',
        title: 'Quickstream restores its newest checkpoint',
        score: expect.closeTo(1, 0),
        matched: { restart: ['aliases'], snapshot: ['aliases'] },
        lead: 'Quickstream restores its newest checkpoint.',
      },
    ]);
  });

  it('gives one section per topic, best topic first, with falling scores', () => {
    const { results } = ask(LOOKUP, 'how long until it runs again after a crash', { limit: 4 });

    expect(results.map(({ topic }) => topic)).toHaveLength(4);
    expect(new Set(results.map(({ topic }) => topic)).size).toBe(4);
    expect(results[0]?.topic).toBe('recovery');
    expect(results.map(({ score }) => score)).toEqual(
      results.map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  it.each([
    ['crash of quickstream', 'quick/recovery/checkpoints'],
    ['crash of row boat', 'rowboat/recovery/replay'],
    ['lost after a crash', 'general/recovery/what-is-lost'],
    ['price of quickstream', 'general/cost/drivers'],
    ['what does quick cloud do after a crash', 'quick/recovery/checkpoints'],
  ])('chooses within the topic by engine, and by words where no engine was named: %s', (question, id) => {
    expect(ids(question)[0]).toBe(id);
  });

  it('answers a comparison with a section of each engine', () => {
    expect(ids('difference between row boat and quickstream after a crash').slice(0, 2)).toEqual([
      'rowboat/recovery/replay',
      'quick/recovery/checkpoints',
    ]);
  });

  it('reads misspelt words and names, and says so', () => {
    const { results, corrections } = ask(LOOKUP, 'quikstream chekpoint');

    expect(corrections).toEqual([
      { from: 'quikstream', to: 'quickstream' },
      { from: 'chekpoint', to: 'checkpoint' },
    ]);
    expect(results[0]?.section.id).toBe('quick/recovery/checkpoints');
  });

  it.each([
    ['words written as one', 'sessionwindow of quickstream'],
    ['a name in camel case', 'SessionWindow of quickstream'],
    ['another form of the word', 'tumbled windowing in quickstream'],
  ])('finds %s', (_, question) => {
    expect(ids(question)[0]).toBe('quick/windows/kinds');
  });

  it.each(['what is the best pizza in town', 'css grid next to a div', 'xkcd qwerty', '', '???'])(
    'declines what it does not cover, and offers topics: "%s"',
    (question) => {
      const { answered, results, suggestions } = ask(LOOKUP, question);

      expect({ answered, results }).toEqual({ answered: false, results: [] });
      expect(suggestions).toHaveLength(3);
    },
  );

  it('answers the name of a topic with that topic', () => {
    expect(ids('Windows')[0]).toBe('quick/windows/kinds');
    expect(ids('when to choose what')[0]).toBe('quick/overview/fits');
  });

  it.each([
    'quickstream',
    'tell me about quickstream',
    'pros and cons of quickstream',
    'why row boat streams?',
  ])('answers an engine and nothing else with an overview: %s', (question) => {
    const { answered, results } = ask(LOOKUP, question);

    expect(answered).toBe(true);
    expect(results[0]).toMatchObject({ topic: 'overview', score: 1 });
  });

  it('gives the same bytes for the same question, whatever was asked before', () => {
    const fresh = ask(buildLookup(SMALL), 'restore after a chrash of row boat');
    ids('monthly bill');

    expect(JSON.stringify(ask(LOOKUP, 'restore after a chrash of row boat'))).toBe(JSON.stringify(fresh));
  });

  it('does not depend on the order of the files', () => {
    const turned = buildLookup({
      ...SMALL,
      sections: SMALL.sections.toReversed(),
      topics: SMALL.topics.toReversed(),
    });
    const question = 'how long does a restore take';

    expect(ask(turned, question).results.map(({ section }) => section.id)).toEqual(ids(question));
  });

  it('answers nothing from an empty knowledge base', () => {
    const empty = buildLookup({ engines: [], topics: [], elsewhere: [], sections: [], products: [] });

    expect(ask(empty, 'how fast is it')).toEqual({
      answered: false,
      results: [],
      corrections: [],
      suggestions: [],
    });
  });
});

describe('picking a topic by a word or two', () => {
  it.each([
    ['recovery', ['recovery']],
    ['Windows', ['windows']],
    ['windwos', ['windows']],
    ['restart strategy', ['recovery']],
    ['tumblng', ['windows']],
    ['lunch', []],
    ['', []],
  ])('%s', (words, topics) => {
    expect(pickTopic(LOOKUP, words)).toEqual(topics);
  });
});
