import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/conversation/context.ts';
import { shippedContext, Talk } from './talk.ts';

let context: Context;
beforeAll(async () => {
  context = await shippedContext();
});

function asked(): Talk {
  const talk = new Talk(context);
  talk.start();
  talk.press('change:latency');
  return talk;
}

function choose(talk: Talk, id: string): void {
  talk.press(talk.question().choices.find(({ value }) => value === id)?.action ?? `no choice ${id}`);
}

describe('what is asked within another question', () => {
  it('is said by the choice that names it, and by nothing else', () => {
    const [both, one] = [asked(), asked()];

    choose(both, 'two-paths');
    choose(one, 'under-1s');

    expect(both.state?.given['twoPaths']?.value).toEqual({ kind: 'flag', value: true });
    expect(both.state?.given['latency']?.value).toMatchObject({ kind: 'interval' });
    expect(one.state?.given['twoPaths']).toBeUndefined();
  });

  it('is taken back when the question is answered anew without it', () => {
    const talk = asked();
    choose(talk, 'two-paths');

    talk.press('change:latency');
    choose(talk, 'under-1s');

    expect(talk.state?.given['twoPaths']?.value).toEqual({ kind: 'flag', value: false });
  });

  it('has no question of its own, and the recommendation says what it was taken for', () => {
    const talk = new Talk(context);
    talk.start('fraud alerts within 50 ms from Kafka, Java and Flink team');
    for (let question = 0; question < 12 && talk.state?.stage === 'asking'; question += 1)
      talk.press(`dont-know:${talk.state?.question?.token}`);

    expect(talk.state?.asked).not.toContain('twoPaths');
    expect(talk.recommendation().assumptions).toContain('Taken to be no, since nobody said so: two paths.');
  });
});
