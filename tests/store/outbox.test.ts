import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import type { LeasedRow } from '../../src/store/outbox.ts';
import { BACK_ENDS, type BackEnd, freshOptions, openForTest } from '../support/back-ends.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const LONG_MS = 60_000;
const SHORT_MS = 30;

/** A store with one conversation `a` and these slots waiting in its outbox. */
async function waiting(kind: BackEnd, ...slots: string[]): Promise<Store> {
  const store = await openForTest(await freshOptions(kind));
  await fill(store, 'a', slots);
  return store;
}

async function fill(store: Store, id: string, slots: string[], platform = 'chat'): Promise<void> {
  await store.conversations.create({
    id,
    platform,
    address: '{"channel":"C1"}',
    key: null,
    takeKey: false,
    at: NOON,
  });
  const rest = {
    conversation: id,
    seq: 1,
    platform,
    audience: 'everyone',
    actor: 'U1',
    destination: null,
    reply: null,
    view: '{}',
    trace: 'abc',
  };
  await store.outbox.add(
    slots.map((slot, place) => ({ ...rest, slot, place })),
    NOON,
  );
}

async function take(store: Store, leaseMs = LONG_MS, now = NOON): Promise<LeasedRow> {
  const row = await store.outbox.lease('a', ['chat'], now, leaseMs);
  if (row === null || row === 'not-due') throw new Error('Expected a row to be free.');
  return row;
}

function lapse(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2 * SHORT_MS));
}

describe.each(BACK_ENDS)('the outbox on %s', (kind) => {
  it('hands out the first pending row with all that its delivery needs', async () => {
    const store = await waiting(kind, 's1', 's2');
    await store.messages.save({ conversation: 'a', slot: 's1', ref: 'ref1', at: NOON });

    expect(await take(store)).toEqual({
      id: expect.any(Number),
      conversation: 'a',
      seq: 1,
      platform: 'chat',
      slot: 's1',
      audience: 'everyone',
      actor: 'U1',
      destination: null,
      reply: null,
      view: '{}',
      replies: null,
      trace: 'abc',
      attempt: 1,
      tries: 1,
      paced: false,
      version: 0,
      overtaken: false,
      uncertain: false,
      createdAt: NOON,
      address: '{"channel":"C1"}',
      ref: 'ref1',
    });
  });

  it('gives a row to one of many that ask at once', async () => {
    const store = await waiting(kind, 's1', 's2');

    const asked = await Promise.all(
      [1, 2, 3, 4, 5].map(() => store.outbox.lease('a', ['chat'], NOON, LONG_MS)),
    );

    expect(asked.flatMap((row) => (row === null || row === 'not-due' ? [] : row.slot))).toEqual(['s1']);
  });

  it('hands rows out in order, each after the one before it is finished', async () => {
    const store = await waiting(kind, 's1', 's2', 's3');

    const first = await take(store);
    const blocked = await store.outbox.lease('a', ['chat'], NOON, LONG_MS);
    await store.outbox.delivered(first);
    const second = await take(store);
    await store.transaction((tables) => tables.outbox.fail({ ...second, at: NOON, reason: 'no' }));
    const third = await take(store);

    expect([first.slot, blocked, second.slot, third.slot]).toEqual(['s1', null, 's2', 's3']);
    expect(await store.outbox.counts()).toEqual({ pending: 1, failed: 1, oldestPendingAt: NOON });
  });

  it('gives a row up within a transaction only: between leaving one table and reaching the other it would be lost', async () => {
    const store = await waiting(kind, 's1');
    const held = await take(store);

    await expect(store.outbox.fail({ ...held, at: NOON, reason: 'no' })).rejects.toThrow('transaction only');
    await expect(store.outbox.drop({ ...held, at: NOON, reason: 'no' })).rejects.toThrow('transaction only');
    expect(await store.outbox.counts()).toMatchObject({ pending: 1, failed: 0 });
  });

  it('passes the row of a silent worker on as uncertain, and nothing that worker says later counts', async () => {
    const store = await waiting(kind, 's1');
    const lost = await take(store, SHORT_MS);
    await lapse();

    const held = await take(store);
    const late = [
      await store.outbox.renew(lost, LONG_MS),
      await store.outbox.retry({ ...lost, nextAt: NOON, reason: 'late', uncertain: false }),
      await store.transaction((tables) => tables.outbox.fail({ ...lost, at: NOON, reason: 'late' })),
      await store.outbox.delivered(lost),
    ];

    expect([held.attempt, held.uncertain]).toEqual([2, true]);
    expect(late).toEqual([false, false, false, false]);
    expect(await store.outbox.delivered(held)).toBe(true);
    expect(await store.outbox.delivered(held)).toBe(false);
  });

  it('never gives out a fencing number twice, however many workers ask', async () => {
    const store = await waiting(kind, 's1');
    const worker = async () => {
      const attempts: number[] = [];
      for (let n = 0; n < 15; n += 1) {
        const row = await store.outbox.lease('a', ['chat'], NOON, LONG_MS);
        if (row === null || row === 'not-due') continue;
        attempts.push(row.attempt);
        await store.outbox.retry({ ...row, nextAt: NOON, reason: 'again', uncertain: false });
      }
      return attempts;
    };

    const given = (await Promise.all([worker(), worker(), worker(), worker()])).flat();

    expect(given.toSorted((a, b) => a - b)).toEqual(given.map((_, n) => n + 1));
    expect(given.length).toBeGreaterThan(4);
  });

  it('leaves a row with a worker that renews its lease', async () => {
    const store = await waiting(kind, 's1');
    const held = await take(store, SHORT_MS);

    const renewed = await store.outbox.renew(held, LONG_MS);
    await lapse();

    expect([renewed, await store.outbox.lease('a', ['chat'], NOON, LONG_MS)]).toEqual([true, null]);
  });

  it('holds a row back until its next try is due', async () => {
    const store = await waiting(kind, 's1', 's2');
    const first = await take(store);
    await store.outbox.retry({ ...first, nextAt: NOON + 500, reason: 'ratelimited', uncertain: false });

    const early = await store.outbox.lease('a', ['chat'], NOON + 499, LONG_MS);
    const due = await take(store, LONG_MS, NOON + 500);

    expect(early).toBe('not-due');
    expect([due.slot, due.attempt, due.uncertain]).toEqual(['s1', 2, false]);
  });

  it('names the conversations whose first row may be tried, longest waiting first', async () => {
    const store = await waiting(kind, 's1', 's2');
    await fill(store, 'b', ['s1']);
    await fill(store, 'elsewhere', ['s1'], 'page');
    const first = await take(store);
    await store.outbox.retry({ ...first, nextAt: NOON + 500, reason: 'ratelimited', uncertain: false });

    expect(await store.outbox.ready(['chat'], NOON, 9)).toEqual(['b']);
    expect(await store.outbox.ready(['chat'], NOON + 500, 9)).toEqual(['b', 'a']);
    expect(await store.outbox.ready(['chat', 'page'], NOON + 500, 2)).toEqual(['b', 'elsewhere']);
    expect(await store.outbox.ready([], NOON + 500, 9)).toEqual([]);
    await take(store, LONG_MS, NOON + 500);
    expect(await store.outbox.ready(['chat'], NOON + 500, 9)).toEqual(['b']);
    expect(await store.outbox.lease('elsewhere', ['chat'], NOON, LONG_MS)).toBeNull();
  });
});
