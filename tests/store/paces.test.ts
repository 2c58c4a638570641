import { describe, expect, it } from 'vitest';
import { BACK_ENDS, freshOptions, openForTest } from '../support/back-ends.ts';

const MINUTE = 60_000;
const slow = { lane: 'C1', everyMs: MINUTE, burst: 2 };

/** Waits as whole minutes: the clock of the database runs on between two statements. */
const minutes = (waits: readonly number[]): number[] => waits.map((ms) => Math.ceil(ms / MINUTE));

describe.each(BACK_ENDS)('the pace of a lane on %s', (kind) => {
  it('lets a burst go at once and the rest one after another, whoever asks, and lanes do not mix', async () => {
    const options = await freshOptions(kind);
    const replicas = [await openForTest(options), await openForTest(options)];

    const waits: number[] = [];
    for (const n of [0, 1, 2, 3, 4]) waits.push((await replicas[n % 2]?.paces.take(slow)) ?? Number.NaN);
    const elsewhere = await replicas[0]?.paces.take({ ...slow, lane: 'C2' });

    expect(minutes(waits)).toEqual([0, 0, 1, 2, 3]);
    expect(elsewhere).toBe(0);
  });

  it('gives each of many that ask at once a place of its own', async () => {
    const store = await openForTest(await freshOptions(kind));

    const waits = await Promise.all([1, 2, 3, 4, 5, 6].map(() => store.paces.take(slow)));

    expect(minutes(waits).toSorted((a, b) => a - b)).toEqual([0, 0, 1, 2, 3, 4]);
  });

  it('holds a lane as long as the platform asks, also one that was never used', async () => {
    const store = await openForTest(await freshOptions(kind));
    await store.paces.take(slow);

    await store.paces.hold('C1', 10 * MINUTE);
    await store.paces.hold('C2', 10 * MINUTE);

    const waits = [
      await store.paces.held('C1'),
      await store.paces.held('C2'),
      await store.paces.held('C3'),
      await store.paces.take(slow),
      await store.paces.take({ ...slow, lane: 'C2' }),
    ];
    expect(minutes(waits)).toEqual([10, 10, 0, 10, 10]);
  });

  it('forgets lanes that have fallen silent', async () => {
    const store = await openForTest(await freshOptions(kind));
    await store.paces.take({ ...slow, everyMs: 1 });
    await store.paces.hold('C2', MINUTE);

    const now = Date.now();
    expect(await store.prune({ paces: now - MINUTE })).toMatchObject({ paces: 0 });
    expect(await store.prune({ paces: now + 30_000 })).toMatchObject({ paces: 1 });
  });
});
