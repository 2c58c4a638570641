import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/conversation/effects.ts';
import { BACK_ENDS } from '../support/back-ends.ts';
import { fakeStep } from './fake-step.ts';
import { NOON, openScene, said } from './harness.ts';

const EFFECT: Effect = { kind: 'unanswered', question: 'how about pancakes?', nearest: ['cost', 'cep'] };

describe.each(BACK_ENDS)('effects of a turn on %s', (kind) => {
  it('are kept once, however often the delivery comes', async () => {
    const { turns, store } = await openScene(kind, {
      step: (input) => ({ ...fakeStep(input), effects: [EFFECT] }),
    });
    const delivery = said('hello');

    await turns.handle(delivery);
    await turns.handle(delivery);

    expect(await store.unanswered.latest(10)).toEqual([
      { question: 'how about pancakes?', nearest: ['cost', 'cep'], at: NOON },
    ]);
  });

  it('are not kept when the turn fails after them', async () => {
    const impossible = { ...EFFECT, nearest: [1n] as never };
    const { turns, store } = await openScene(kind, {
      step: (input) => ({ ...fakeStep(input), effects: [EFFECT, impossible] }),
    });

    await expect(turns.handle(said('hello'))).rejects.toThrow('BigInt');

    expect(await store.unanswered.latest(10)).toEqual([]);
  });

  it('are none where the step names none', async () => {
    const { turns, store } = await openScene(kind);

    await turns.handle(said('hello'));

    expect(await store.unanswered.latest(10)).toEqual([]);
  });
});
