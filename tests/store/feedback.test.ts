import { describe, expect, it } from 'vitest';
import { BACK_ENDS, freshOptions, openForTest } from '../support/back-ends.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

describe.each(BACK_ENDS)('votes on %s', (kind) => {
  it('are counted by conversation, the last of each person, on recommendations only', async () => {
    const store = await openForTest(await freshOptions(kind));
    for (const id of ['a', 'b', 'c'])
      await store.conversations.create({
        id,
        platform: 'chat',
        address: '{}',
        key: null,
        takeKey: false,
        at: NOON,
      });
    const vote = (conversation: string, person: string, given: 'up' | 'down', about = 'recommendation') =>
      store.feedback.vote({
        conversation,
        slot: `${about}-1`,
        person,
        about,
        vote: given,
        reason: null,
        comment: null,
        knowledge: 'k1',
        at: NOON,
      });
    await vote('a', 'U1', 'up');
    await vote('a', 'U1', 'down');
    await vote('a', 'U2', 'up');
    await vote('a', 'U2', 'up', 'answer');
    await vote('b', 'U1', 'up', 'answer');
    await vote('c', 'U3', 'up');

    const votes = await store.feedback.onRecommendations(['a', 'b', 'none']);

    expect([...votes]).toEqual([['a', { up: 1, down: 1 }]]);
    expect(await store.feedback.onRecommendations([])).toEqual(new Map());
  });
});
