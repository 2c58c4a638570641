import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { DeliveryError } from '../../src/turns/types.ts';
import { BACK_ENDS, freshOptions, openForTest } from '../support/back-ends.ts';
import { directSql } from '../support/direct-sql.ts';
import { type FakePlatform, fakePlatform, later } from './fake-platform.ts';
import { begin, NOON, openReplica, said, ticking, until, withId } from './harness.ts';

const EVERY_MS = 150;
const BURST = 2;
const GRAIN_MS = 10;

/** A platform whose conversations all live in one channel, and when each post arrived there. */
function oneChannel(everyMs = EVERY_MS): FakePlatform & { readonly arrivals: number[] } {
  const platform = fakePlatform();
  const arrivals: number[] = [];
  return {
    ...platform,
    arrivals,
    paceOf: (item) => (item.ref === null ? { lane: 'C1', everyMs, burst: BURST } : null),
    deliver: (item) => {
      arrivals.push(performance.now());
      return platform.deliver(item);
    },
  };
}

/** A store that counts looks for what is due, and for the first reply of one conversation. */
function countingLooks(store: Store) {
  const looks = { rounds: 0, leases: 0 };
  const outbox: Store['outbox'] = {
    ...store.outbox,
    ready: (...asked) => {
      looks.rounds += 1;
      return store.outbox.ready(...asked);
    },
    lease: (...asked) => {
      looks.leases += 1;
      return store.outbox.lease(...asked);
    },
  };
  return { store: { ...store, outbox }, looks };
}

describe.each(BACK_ENDS)('posts to one channel on %s', (kind) => {
  it('keep its pace across conversations and replicas, in order, and none is lost', async () => {
    const options = await freshOptions(kind);
    const platform = oneChannel();
    const now = ticking();
    const [one, other] = [
      await openReplica(options, platform, { now }),
      await openReplica(options, platform, { now }),
    ];
    await Promise.all([one.turns.start(), other.turns.start()]);
    const begun = performance.now();

    await Promise.all(
      [one, other].flatMap(({ turns }, n) => [begin(turns, `!two ${n}`), begin(turns, `one ${n}`)]),
    );
    await until(() => platform.shown.length === 4);

    // However slow the machine, no post comes before its place; the grain of two clocks is allowed for.
    const early = platform.arrivals.filter((at, n) => at - begun < (n + 1 - BURST) * EVERY_MS - GRAIN_MS);
    expect(early).toEqual([]);
    await until(async () => (await directSql(options, 'select id from outbox')).length === 0);
    expect(await directSql(options, 'select reason from undelivered')).toEqual([]);
  });

  it('let a conversation answer in another channel meanwhile, and a wait is no try', async () => {
    const options = await freshOptions(kind);
    const busy = oneChannel(60_000);
    const { turns, counts } = await openReplica(options, busy);
    for (const n of [1, 2, 3]) await begin(turns, `${n}`);
    await turns.idle();

    expect(busy.tries.map(({ attempts }) => attempts)).toEqual([0, 0]);
    expect(counts).toMatchObject({ 'deliveries chat paced channel': 1, 'deliveries chat delivered none': 2 });
    expect(await directSql(options, `select uncertain, paced, postponed, attempts from outbox`)).toEqual([
      { uncertain: 0, paced: 1, postponed: 1, attempts: 1 },
    ]);
  });

  it('all wait when the platform says that one of them came too fast', async () => {
    const options = await freshOptions(kind);
    const platform = oneChannel(1);
    platform.next(() =>
      Promise.reject(new DeliveryError('ratelimited', { retry: true, afterMs: 60_000, kind: 'rate-limit' })),
    );
    const { turns, counts } = await openReplica(options, platform, { now: ticking() });

    await begin(turns, 'too fast');
    await turns.idle();
    await begin(turns, 'waits too');
    await turns.idle();

    expect(platform.tries.length).toBe(1);
    expect(counts).toMatchObject({
      'platform_errors chat rate-limit': 1,
      'deliveries chat paced channel': 1,
    });
  });

  it('leave a conversation alone whose first one is not due, until it is', async () => {
    const options = await freshOptions(kind);
    const platform = fakePlatform();
    platform.next(later(60_000));
    let clock = NOON;
    const { store, looks } = countingLooks(await openForTest(options));
    const { turns } = await openReplica(options, platform, { store, now: () => clock });
    await turns.start();
    const id = await begin(turns, 'one');
    await until(() => platform.tries.length === 1);
    await turns.idle();
    const before = looks.leases;
    const rounds = looks.rounds;

    await turns.handle(said('two', withId(id)));
    await until(() => looks.rounds > rounds + 10);
    await turns.handle(said('three', withId(id)));
    await turns.idle();
    const meanwhile = looks.leases - before;
    clock += 60_001;
    await until(() => platform.shown.length === 3);

    expect(meanwhile).toBe(0);
    expect(platform.texts()).toEqual(['1 one', '2 two', '3 three']);
  });
});
