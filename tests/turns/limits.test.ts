import { describe, expect, it } from 'vitest';
import { createLimiter, limitText } from '../../src/turns/limits.ts';
import type { Delivery, Refused } from '../../src/turns/types.ts';
import { begin, NOON, openScene, said, withId } from './harness.ts';

function from(person: string, workspace = 'T1'): Delivery {
  return { ...said('x'), actor: { id: person, name: '' }, workspace };
}

describe('the limit on deliveries', () => {
  it('lets a burst of half a minute pass, then as many as the minute allows', () => {
    let now = NOON;
    const admit = createLimiter({ perPerson: 60, perWorkspace: 0 }, () => now);

    const burst = Array.from({ length: 31 }, () => admit(from('U1')));
    now += 500;
    const early = admit(from('U1'));
    now += 500;
    const due = admit(from('U1'));

    expect(burst.filter((one) => one === null)).toHaveLength(30);
    expect([burst[30], early, due]).toEqual([
      { by: 'person', perMinute: 60, retryAfterMs: 1_000, tell: true },
      { by: 'person', perMinute: 60, retryAfterMs: 500, tell: false },
      null,
    ]);
  });

  it('counts people and workspaces apart, and workspaces as a whole', () => {
    const admit = createLimiter({ perPerson: 4, perWorkspace: 6 }, () => NOON);
    const ask = (person: string, workspace: string) => admit(from(person, workspace))?.by ?? 'passes';

    expect(['U1', 'U1', 'U1', 'U2', 'U3'].map((person) => ask(person, 'T1'))).toEqual([
      'passes',
      'passes',
      'person',
      'passes',
      'workspace',
    ]);
    expect(ask('U1', 'T2')).toBe('passes');
  });

  it('can be switched off', () => {
    const admit = createLimiter({ perPerson: 0, perWorkspace: 0 }, () => NOON);

    expect(Array.from({ length: 500 }, () => admit(from('U1'))).every((one) => one === null)).toBe(true);
  });

  it('says who is too fast, that nothing was changed, and when to try again', () => {
    const refused: Refused = { by: 'person', perMinute: 60, retryAfterMs: 1_500, tell: true };

    expect(limitText(refused)).toBe(
      'You send more than I take (60 messages or presses a minute). The last one was left out and nothing was changed; ' +
        'try again in 2 seconds.',
    );
    expect(limitText({ ...refused, by: 'workspace', retryAfterMs: 1 })).toMatch(
      /^This workspace .* in 1 second\.$/,
    );
  });

  it('leaves no trace of what it refuses, so that it may come again', async () => {
    const { turns, counts, store } = await openScene('sqlite', { limits: { perPerson: 4, perWorkspace: 0 } });
    const id = await begin(turns);
    await turns.handle(said('second', withId(id)));

    const refused = await turns.handle(said('third', withId(id), 'event-3'));

    expect(refused).toEqual({
      status: 'limited',
      by: 'person',
      perMinute: 4,
      retryAfterMs: 15_000,
      tell: true,
    });
    expect((await store.conversations.read(id))?.version).toBe(2);
    expect(counts).toMatchObject({ 'turns chat limited': 1 });
  });
});
