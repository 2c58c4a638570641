import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import { ANNA, BEN, shippedContext, Talk } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

describe('a vote', () => {
  it('on a recommendation or an answer is kept with what it is about', () => {
    const talk = new Talk(context);
    talk.start('latency is 5 s, Java team');
    talk.send({ kind: 'recommend' });
    const { feedback } = talk.recommendation();

    talk.press(feedback?.up.action ?? '', [], BEN);

    expect(talk.effects).toEqual([
      {
        kind: 'feedback',
        slot: talk.state?.verdictSlot,
        person: BEN.id,
        about: 'recommendation',
        vote: 'up',
        reason: null,
        comment: null,
        knowledge: context.knowledge.version,
      },
    ]);
    expect(talk.kinds()).toEqual(['note (private)']);
    talk.send({ kind: 'ask', question: 'how does flink recover after a crash?' });
    talk.press(talk.view('answer').feedback?.down.action ?? '');
    expect(talk.effects).toMatchObject([{ about: 'answer', vote: 'down' }]);
  });

  it('on something nobody said is refused', () => {
    const talk = new Talk(context);
    talk.start();

    for (const slot of ['v99', 'q1', 'root', 'v1; drop']) {
      talk.send({ kind: 'feedback', slot, vote: 'up', reason: null, comment: null });
      expect(talk.effects).toEqual([]);
      expect(talk.view('note').title).toContain('not known here');
    }
  });
});

describe('what people say to each other', () => {
  const overheard = (text: string) => ({ kind: 'say', text, overheard: true }) as const;

  it.each(['sounds good to me', 'lol', 'no idea', 'who is on call tonight?'])(
    '"%s" by somebody who takes no part is left alone',
    (text) => {
      const talk = new Talk(context);
      talk.start('latency is 5 s');
      const before = talk.state;

      expect(talk.send(overheard(text), BEN)).toEqual([]);
      expect(talk.state).toEqual(before);
    },
  );

  it('is answered where it holds something for us, or comes from who is asked', () => {
    const talk = new Talk(context);
    talk.start('latency is 5 s');

    expect(talk.send(overheard('we have 20 GB of state'), BEN)).not.toEqual([]);
    expect(talk.send(overheard('sounds good to me'), BEN)).not.toEqual([]);
    expect(talk.send(overheard('sounds good to me'), ANNA)).not.toEqual([]);
  });

  it('is heard when it is said to us', () => {
    const talk = new Talk(context);
    talk.start('latency is 5 s');

    expect(talk.say('sounds good to me', BEN)).not.toEqual([]);
  });
});

describe('several people', () => {
  it('are named in the status and beside their answers', () => {
    const talk = new Talk(context);
    talk.start('latency is 5 s');
    talk.say('Java team', BEN);
    talk.send({ kind: 'recommend' });

    expect(talk.shown.get('root')).toMatchObject({ startedBy: ANNA.id, others: [BEN.id] });
    expect(talk.recommendation().requirements.map(({ criterion, by }) => [criterion, by])).toEqual(
      expect.arrayContaining([
        ['latency', ANNA.id],
        ['skills', BEN.id],
      ]),
    );
  });
});

it('"what would change it?" lists the nearest flips with a way to each', () => {
  const talk = new Talk(context);
  talk.start('latency is 5 s, Java team, 20 GB of state');
  talk.send({ kind: 'recommend' });

  talk.say('what would change it?');

  const { wouldChange } = talk.recommendation();
  expect(wouldChange.length).toBeGreaterThan(0);
  expect(talk.view('note').lines).toEqual(
    wouldChange.map(({ change, pick }) => `${change} would make it ${pick}.`),
  );
});
