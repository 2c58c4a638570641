import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import { readState } from '../../src/conversation/state-schema.ts';
import { BEN, NOON, shippedContext, Talk } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

const CAM = { id: 'U3', name: 'Cam' };

/** Anna has said 50 ms (record-at-a-time or nothing); enough else is known for a verdict. */
function annaWants50ms(): Talk {
  const talk = new Talk(context);
  talk.start('latency 50 ms, Java team, Kafka, 20 GB of state');
  return talk;
}

describe('a second person who says something else, where it changes the pick', () => {
  it('is asked about, with both values, who said them and where they lead', () => {
    const talk = annaWants50ms();

    talk.say('latency is 2 hours', BEN);

    const question = talk.question();
    expect(question).toMatchObject({
      criterion: 'latency',
      prompt: 'You do not agree on latency, and it changes the pick. Which value holds?',
      multi: false,
    });
    expect(question.positions).toEqual([
      { by: 'U2', value: 'at most 2 h', pick: expect.any(String) },
      { by: 'U1', value: 'at most 50 ms', pick: 'Apache Flink' },
    ]);
    expect(question.positions?.[0]?.pick).not.toBe('Apache Flink');
    const token = talk.state?.question?.token;
    expect(question.choices).toEqual([
      { label: 'at most 2 h', action: `settle:${token}:0`, value: '0' },
      { label: 'at most 50 ms', action: `settle:${token}:1`, value: '1' },
    ]);
    for (const { by, value, pick } of question.positions ?? [])
      expect(question.text).toContain(`- ${by}: ${value} -> ${pick}`);
  });

  it('keeps both values, with who said them and when, in a state that can be stored', () => {
    const talk = annaWants50ms();

    talk.send({ kind: 'say', text: 'latency is 2 hours' }, BEN, NOON + 5);

    expect(talk.state?.given['latency']).toMatchObject({
      by: 'U2',
      at: NOON + 5,
      others: [{ by: 'U1', at: NOON, how: 'said', value: { amounts: { time: { max: 50 } } } }],
    });
    expect(readState(JSON.parse(JSON.stringify(talk.state)))).toEqual({ ok: true, state: talk.state });
  });

  it.each([
    [0, 7_200_000],
    [1, 50],
  ])('is settled by a press on position %i, whoever presses', (position, max) => {
    const talk = annaWants50ms();
    talk.say('latency is 2 hours', BEN);
    const token = talk.state?.question?.token ?? '';

    talk.press(`settle:${token}:${position}`, [], CAM);

    expect(talk.state?.given['latency']).toMatchObject({ others: [], value: { amounts: { time: { max } } } });
    expect(talk.shown.get(token)).toMatchObject({ kind: 'answered', title: 'Latency', by: 'U3' });
    expect(talk.state?.question?.criterion).not.toBe('latency');
  });

  it('is settled by words, even by somebody new with a third value', () => {
    const talk = annaWants50ms();
    talk.say('latency is 2 hours', BEN);

    talk.say('10 seconds', CAM);

    expect(talk.state?.given['latency']).toMatchObject({
      by: 'U3',
      others: [],
      value: { amounts: { time: { max: 10_000 } } },
    });
    expect(talk.state?.question?.criterion).not.toBe('latency');
  });

  it('asks again after a side question, since nothing was decided', () => {
    const talk = annaWants50ms();
    talk.say('latency is 2 hours', BEN);

    talk.say('why not spark?');

    expect(talk.kinds()).toContain('why-not');
    expect(talk.question().positions).toHaveLength(2);
  });

  it('says on request which picks it decides between', () => {
    const talk = annaWants50ms();
    talk.say('latency is 2 hours', BEN);
    const picks = talk.question().positions?.map(({ pick }) => pick) ?? [];

    talk.press('why-asked');

    expect(talk.view('note').text).toContain(`Depending on the answer, the pick is ${picks.join(', or ')}.`);
  });

  it('counts neither way when nobody knows', () => {
    const talk = annaWants50ms();
    talk.say('latency is 2 hours', BEN);

    talk.press(`dont-know:${talk.state?.question?.token}`);

    expect(talk.state?.given['latency']).toMatchObject({ value: { kind: 'unknown' }, others: [] });
  });

  it('is told to a press that comes too late', () => {
    const talk = annaWants50ms();
    talk.say('latency is 2 hours', BEN);
    const token = talk.state?.question?.token ?? '';
    talk.press(`settle:${token}:1`);
    const before = talk.state?.given;

    talk.press(`settle:${token}:0`, [], BEN);

    expect(talk.kinds()).toEqual(['note (private)']);
    expect(talk.state?.given).toEqual(before);
  });

  it.each([2, 99])('changes nothing on a position that nobody took (%i)', (position) => {
    const talk = annaWants50ms();
    talk.say('latency is 2 hours', BEN);
    const before = talk.state?.given;

    talk.press(`settle:${talk.state?.question?.token}:${position}`);

    expect(talk.kinds()).toEqual(['note (private)']);
    expect(talk.state?.given).toEqual(before);
  });

  it('shows in a recommendation that could not wait', () => {
    const talk = annaWants50ms();
    talk.say('latency is 2 hours', BEN);

    talk.press('recommend');

    expect(talk.recommendation().assumptions).toContainEqual(
      'You do not agree on latency: this rests on "at most 2 h"; with "at most 50 ms" the pick is Apache Flink.',
    );
  });
});

describe('a second person who says something else, where it makes no difference', () => {
  it('is told so, and the interview goes on with the stricter value', () => {
    const talk = annaWants50ms();

    talk.say('latency is 80 ms', BEN);

    const note = talk.last
      .map((reply) => reply.view)
      .find((view) => view.kind === 'note' && 'positions' in view);
    expect(note).toMatchObject({
      title: 'You do not agree on latency, and so far it makes no difference.',
      lines: ['The pick is Apache Flink either way.', 'I go on with the stricter value: at most 50 ms.'],
      positions: [
        { by: 'U2', value: 'at most 80 ms', pick: 'Apache Flink' },
        { by: 'U1', value: 'at most 50 ms', pick: 'Apache Flink' },
      ],
    });
    expect(note?.text).toContain('- U2: at most 80 ms -> Apache Flink');
    expect(talk.state?.given['latency']).toMatchObject({ by: 'U1', others: [{ by: 'U2' }] });
    expect(talk.state?.question?.criterion).not.toBe('latency');
  });

  it('goes on with the newer value where neither is stricter', () => {
    const talk = annaWants50ms();

    talk.say('we have 25 GB of state', BEN);

    const note = talk.last
      .map((reply) => reply.view)
      .find((view) => view.kind === 'note' && 'positions' in view);
    expect(note?.text).toContain('I go on with the newer value: about 25 GB.');
    expect(talk.state?.given['stateSize']).toMatchObject({ by: 'U2', others: [{ by: 'U1' }] });
  });

  it('is over when one comes round to the other', () => {
    const talk = annaWants50ms();
    talk.say('latency is 80 ms', BEN);

    talk.say('latency is 50 ms', BEN);

    expect(talk.state?.given['latency']).toMatchObject({ by: 'U2', others: [] });
  });

  it('is not told a second time', () => {
    const talk = annaWants50ms();
    talk.say('latency is 80 ms', BEN);

    talk.say('the events come out of order', BEN);

    expect(talk.last.some(({ view }) => 'positions' in view && view.positions !== undefined)).toBe(false);
  });

  it('is asked about later, when another answer makes it matter', () => {
    const talk = new Talk(context);
    talk.start('latency 50 ms, Flink team, Kafka');
    talk.say('latency is 20 seconds', BEN);
    expect(talk.state?.given['latency']?.others).toHaveLength(1);
    expect(talk.state?.question?.criterion).not.toBe('latency');

    talk.say('we know Spark and Databricks, and no Flink');

    expect(talk.question()).toMatchObject({ criterion: 'latency', positions: [{ by: 'U1' }, { by: 'U2' }] });
  });
});

describe('what is no disagreement', () => {
  it('one person who changes their mind', () => {
    const talk = annaWants50ms();

    talk.say('latency is 2 hours');

    expect(talk.state?.given['latency']).toMatchObject({ by: 'U1', others: [] });
  });

  it('somebody who adds to a set', () => {
    const talk = annaWants50ms();

    talk.say('we also know Python', BEN);

    expect(talk.state?.given['skills']).toMatchObject({ others: [] });
  });

  it('a value after "don\'t know"', () => {
    const talk = new Talk(context);
    talk.start();
    talk.press('change:latency');
    talk.press(`dont-know:${talk.state?.question?.token}`);

    talk.say('latency is 2 hours', BEN);

    expect(talk.state?.given['latency']).toMatchObject({ by: 'U2', others: [] });
  });

  it('an adopted what-if, whoever adopts it', () => {
    const talk = annaWants50ms();
    talk.finish();
    talk.send({ kind: 'what-if', text: 'what if latency is 2 hours' }, BEN);
    expect(talk.kinds()).toEqual(['what-if']);

    talk.press('adopt', [], BEN);

    expect(talk.state?.given['latency']).toMatchObject({ by: 'U2', others: [] });
  });
});

it('somebody who refuses what the other has is a disagreement about a set', () => {
  const talk = new Talk(context);
  talk.start('Java team, Kafka, latency 50 ms');

  talk.say('we have no Java', BEN);

  expect(talk.state?.given['skills']?.others).toMatchObject([
    { by: 'U1', value: { has: expect.arrayContaining(['java']) } },
  ]);
});
