import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import { answerView } from '../../src/conversation/show/answer.ts';
import type { LookupAnswer, LookupResult } from '../../src/knowledge/lookup/ask.ts';
import { shippedContext, Talk } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

/** An answer as the lookup gives it: a section of each engine named, with this score. */
function found(...scored: readonly (readonly [string, number])[]): LookupAnswer {
  const results = scored.map(([engine, score]): LookupResult => {
    const section = context.knowledge.sections.find((one) => one.engine === engine);
    if (section === undefined) throw new Error(`no section about ${engine}`);
    const { topic, title } = section;
    return { section, topic, engine, title, score, matched: {}, lead: title };
  });
  return { answered: true, results, corrections: [], suggestions: [] };
}

describe('an answer', () => {
  it.each([
    ['passages far behind the first are left out', [], [0.9, 0.29, 0.1], 1],
    ['passages within a third of the first stay', [], [0.9, 0.3, 0.2], 2],
    ['at most three passages are shown', [], [0.9, 0.8, 0.8, 0.8], 3],
    ['each of several engines asked about is answered for', ['flink', 'spark'], [0.9, 0.1, 0.1], 2],
    ['one engine asked about does not bring passages far behind', ['spark'], [0.9, 0.1, 0.1], 1],
  ])('%s', (_title, engines, scores, shown) => {
    const names = ['flink', 'spark', 'kafka-streams', 'none'];
    const answer = found(...scores.map((score, at) => [names[at] ?? '', score] as const));

    expect(answerView(context, 'q', answer, engines).passages).toHaveLength(shown);
  });

  it('leaves nothing to be kept', () => {
    const talk = new Talk(context);
    talk.start('what happens to my job if a taskmanager dies?');

    expect(talk.view('answer').answered).toBe(true);
    expect(talk.effects).toEqual([]);
  });
});

describe('a question without an answer', () => {
  it('is kept for the maintainers, with the topics nearest to it', () => {
    const talk = new Talk(context);
    talk.start();

    talk.send({ kind: 'ask', question: 'what is a good recipe for pancakes?' });

    expect(talk.view('answer').answered).toBe(false);
    expect(talk.effects).toEqual([
      {
        kind: 'unanswered',
        question: 'what is a good recipe for pancakes?',
        nearest: context.ask('what is a good recipe for pancakes?', 3).suggestions,
      },
    ]);
  });

  it('is the only thing kept: the next turn starts afresh', () => {
    const talk = new Talk(context);
    talk.start();
    talk.send({ kind: 'ask', question: 'what is a good recipe for pancakes?' });

    talk.press('help');

    expect(talk.effects).toEqual([]);
  });
});
