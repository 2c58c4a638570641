import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import type { OutboxItem, Posted } from '../../src/turns/types.ts';
import { BACK_ENDS, freshOptions, openForTest } from '../support/back-ends.ts';
import { fakePlatform, post } from './fake-platform.ts';
import { begin, FAST, openReplica, openScene, said, until, withId } from './harness.ts';

/** Answers a try only when told to. */
function gate(): { readonly answer: (item: OutboxItem) => Promise<Posted>; open(posted: Posted): void } {
  const { promise, resolve } = Promise.withResolvers<Posted>();
  return { answer: () => promise, open: resolve };
}

describe.each(BACK_ENDS)('starting, stopping and leases on %s', (kind) => {
  it('lets whoever acknowledges go before the first work of delivery', async () => {
    const options = await freshOptions(kind);
    const store = await openForTest(options);
    const order: string[] = [];
    const noting: Store = {
      ...store,
      outbox: {
        ...store.outbox,
        lease: (...args) => {
          order.push('delivers');
          return store.outbox.lease(...args);
        },
      },
    };
    const { turns } = await openReplica(options, fakePlatform(), { store: noting });

    await turns.handle(said('!silent')).then(() => order.push('acknowledges'));
    await turns.idle();

    expect(order).toEqual(['acknowledges', 'delivers']);
  });

  it('looks at the outbox in regular rounds from start to stop', async () => {
    const options = await freshOptions(kind);
    const store = await openForTest(options);
    let rounds = 0;
    const counting: Store = {
      ...store,
      outbox: {
        ...store.outbox,
        ready: (...args) => {
          rounds += 1;
          return store.outbox.ready(...args);
        },
      },
    };
    const { turns } = await openReplica(options, fakePlatform(), { store: counting });

    await turns.start();
    await until(() => rounds >= 3);
    await turns.stop();
    const atStop = rounds;
    await new Promise((resolve) => setTimeout(resolve, 5 * FAST.sweepMs));

    expect(rounds).toBe(atStop);
  });

  it('finishes running turns and their deliveries before it has stopped, and takes no more', async () => {
    const { turns, platform, counts } = await openScene(kind);
    const id = await begin(turns);

    const running = [turns.handle(said('!two', withId(id))), turns.handle(said('last', withId(id)))];
    await turns.stop();

    expect((await Promise.all(running)).map((result) => result.status)).toEqual(['done', 'done']);
    expect(platform.texts()).toEqual(['1 hello', '2 !two', '2 again', '3 last']);
    await expect(turns.handle(said('too late', withId(id)))).rejects.toThrow('The service is stopping');
    expect(counts).toMatchObject({ 'turns chat stopping': 1 });
  });

  it('stops at the deadline though a platform does not answer, and leaves the rest in the outbox', async () => {
    const { turns, platform, store, logged } = await openScene(kind);
    const held = gate();
    platform.next(held.answer);
    await begin(turns, '!two');
    await until(() => platform.tries.length === 1);

    await turns.stop(30);
    held.open({ ref: 'late' });
    await turns.idle();

    expect(logged.map((line) => line.message)).toEqual([
      'stopped before all replies were delivered; they stay in the outbox',
    ]);
    expect(platform.tries.length).toBe(1);
    expect(await store.outbox.counts()).toMatchObject({ pending: 1 });
  });

  it('keeps a slow delivery to itself as long as it lives', async () => {
    const first = await openScene(kind, { timing: { ...FAST, leaseMs: 200 } });
    const held = gate();
    first.platform.next(held.answer);
    const other = await openReplica(first.options, fakePlatform(), { store: first.store });
    await begin(first.turns);
    await until(() => first.platform.tries.length === 1);
    await other.turns.start();

    await new Promise((resolve) => setTimeout(resolve, 500));
    held.open({ ref: 'slow' });
    await first.turns.idle();

    expect(other.platform.tries).toEqual([]);
    expect(first.counts).toMatchObject({ 'deliveries chat delivered none': 1 });
  });

  it('ignores the late outcome of a worker that had lost its lease', async () => {
    const options = await freshOptions(kind);
    const store = await openForTest(options);
    const frozen: Store = { ...store, outbox: { ...store.outbox, renew: async () => true } };
    const first = await openReplica(options, fakePlatform(), {
      store: frozen,
      timing: { ...FAST, leaseMs: 50 },
    });
    const held = gate();
    first.platform.next(held.answer);
    const id = await begin(first.turns);
    await until(() => first.platform.tries.length === 1);
    const other = await openReplica(options, fakePlatform(), { store });
    await other.turns.start();
    await until(() => other.platform.shown.length === 1);
    await other.turns.idle();

    held.open({ ref: 'outdated' });
    await first.turns.idle();
    await other.turns.handle(said('!update', withId(id)));
    await other.turns.idle();

    expect(first.counts).toMatchObject({ 'deliveries chat lease-lost none': 1 });
    expect(
      other.platform.tries.map(({ ref, attempts, uncertain }) => ({ ref, attempts, uncertain })),
    ).toEqual([
      { ref: null, attempts: 1, uncertain: true },
      { ref: 'ref1', attempts: 0, uncertain: false },
    ]);
  });

  it('records a delivered reply although the store blinks at that moment, and no replica repeats it', async () => {
    const options = await freshOptions(kind);
    const store = await openForTest(options);
    let blinks = 0;
    const platform = fakePlatform();
    platform.next(async (item) => {
      blinks = 4;
      return post(platform.shown, item);
    });
    const blinking: Store = {
      ...store,
      transaction: (work) =>
        blinks-- > 0 ? Promise.reject(new Error('connection lost')) : store.transaction(work),
    };
    const { turns, counts } = await openReplica(options, platform, { store: blinking });
    const other = await openReplica(options, platform, { store });

    await begin(turns);
    await until(() => platform.tries.length === 1);
    await other.turns.start();
    await until(async () => (await store.outbox.counts()).pending === 0);
    await turns.idle();

    expect(platform.tries.length).toBe(1);
    expect(counts).toEqual({ 'turns chat done': 1, 'deliveries chat delivered none': 1 });
  });

  it('goes on in later rounds after the store was away', async () => {
    const options = await freshOptions(kind);
    const store = await openForTest(options);
    let away = true;
    const absent: Store = {
      ...store,
      outbox: {
        ...store.outbox,
        ready: (...args) => (away ? Promise.reject(new Error('away')) : store.outbox.ready(...args)),
        lease: (...args) => (away ? Promise.reject(new Error('away')) : store.outbox.lease(...args)),
      },
    };
    const { turns, platform, logged } = await openReplica(options, fakePlatform(), { store: absent });
    await turns.start();
    await begin(turns);
    await turns.idle();

    away = false;
    await until(() => platform.shown.length === 1);

    expect(new Set(logged.map((line) => line.message))).toEqual(
      new Set([
        'outbox could not be read, the next round tries again',
        'delivery interrupted, a later round goes on',
      ]),
    );
  });
});
