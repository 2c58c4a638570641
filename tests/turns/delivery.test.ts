import { describe, expect, it, vi } from 'vitest';
import { DeliveryError, type OutboxItem } from '../../src/turns/types.ts';
import { BACK_ENDS } from '../support/back-ends.ts';
import { directSql } from '../support/direct-sql.ts';
import { fakePlatform, later, never } from './fake-platform.ts';
import {
  begin,
  delivery,
  inThread,
  NOON,
  openReplica,
  openScene,
  said,
  ticking,
  until,
  withId,
} from './harness.ts';

const DAY_MS = 24 * 3_600_000;

/** What matters of a try: which message, after how many tries, and whether an earlier one may have arrived. */
function tried({ slot, attempts, uncertain, ref }: OutboxItem): string {
  return [slot, attempts, uncertain ? 'uncertain' : 'certain', ref ?? 'new'].join(' ');
}

describe.each(BACK_ENDS)('delivery of replies on %s', (kind) => {
  it('keeps the order when the platform asks to come later, and says how often it tried', async () => {
    const { turns, platform, counts } = await openScene(kind, { now: ticking() });
    platform.next(later(), later(null));
    await turns.start();

    const id = await begin(turns, '!two');
    await turns.handle(said('third', withId(id)));
    await until(() => platform.shown.length === 3);
    await turns.idle();

    expect(platform.texts()).toEqual(['1 !two', '1 again', '2 third']);
    expect(platform.tries.map(tried)).toEqual([
      'm1 0 certain new',
      'm1 1 certain new',
      'm1 2 certain new',
      'm1b 0 certain new',
      'm2 0 certain new',
    ]);
    expect(counts).toMatchObject({
      'deliveries chat retry ratelimited': 2,
      'deliveries chat delivered none': 3,
    });
  });

  it('waits as long as the platform asks, and not longer', async () => {
    let now = NOON;
    const { turns, platform } = await openScene(kind, { now: () => now });
    platform.next(later(30_000));
    await turns.start();
    await begin(turns);
    await turns.idle();

    now += 29_999;
    await new Promise((resolve) => setTimeout(resolve, 60));
    const before = platform.tries.length;
    now += 1;
    await until(() => platform.shown.length === 1);

    expect([before, platform.tries.length]).toEqual([1, 2]);
  });

  it('does not let one conversation that has to wait hold up another', async () => {
    const { turns, platform } = await openScene(kind);
    platform.next(later(60_000));
    await turns.start();
    await begin(turns, 'waits');
    await turns.idle();

    await begin(turns, 'goes');
    await turns.idle();

    expect(platform.texts()).toEqual(['1 goes']);
  });

  it('records a final refusal with its reason, counts it, and goes on with the next reply', async () => {
    const { turns, platform, options, counts, logged } = await openScene(kind);
    platform.next(never('channel_not_found'));

    await begin(turns, '!two');
    await turns.idle();

    expect(platform.texts()).toEqual(['1 again']);
    expect(await directSql(options, 'select id from outbox')).toEqual([]);
    expect(await directSql(options, 'select slot, outcome, reason from undelivered')).toEqual([
      { slot: 'm1', outcome: 'failed', reason: 'channel_not_found' },
    ]);
    expect(counts).toMatchObject({ 'deliveries chat failed channel_not_found': 1 });
    expect(logged.map(({ level, message }) => `${level}: ${message}`)).toEqual(['error: reply given up']);
  });

  it('calls no operator for a refusal of everyday use', async () => {
    const { turns, platform, counts, logged } = await openScene(kind);
    platform.next(never('is_archived', true));

    await begin(turns);
    await turns.idle();

    expect(counts).toMatchObject({ 'deliveries chat failed is_archived': 1 });
    expect(logged).toEqual([]);
  });

  it('gives up a reply that is a day old, so that what was said after it arrives', async () => {
    let now = NOON;
    const { turns, platform, options } = await openScene(kind, { now: () => now });
    platform.next(later(DAY_MS), later());
    await turns.start();
    await begin(turns, '!two');
    await turns.idle();

    now += DAY_MS;
    await until(() => platform.shown.length === 1);

    expect(platform.texts()).toEqual(['1 again']);
    expect(await directSql(options, `select reason from undelivered where outcome = 'failed'`)).toEqual([
      { reason: 'too-old:ratelimited' },
    ]);
  });

  it('tries a few times on an error nobody foresaw, then gives up without a word of it in the log', async () => {
    const { turns, platform, options, logged } = await openScene(kind, { now: ticking() });
    const defect = () => Promise.reject(new TypeError('secret words'));
    platform.next(defect, defect, defect, defect, defect);
    await turns.start();

    await begin(turns, '!two');
    await until(() => platform.shown.length === 1);
    await turns.idle();

    expect(platform.tries.map(tried)).toEqual([
      'm1 0 certain new',
      'm1 1 uncertain new',
      'm1 2 uncertain new',
      'm1 3 uncertain new',
      'm1 4 uncertain new',
      'm1b 0 certain new',
    ]);
    expect(await directSql(options, `select reason from undelivered where outcome = 'failed'`)).toEqual([
      { reason: 'unexpected:TypeError' },
    ]);
    expect(logged.map((line) => line.level)).toEqual(['warn', 'warn', 'warn', 'warn', 'error']);
    expect(JSON.stringify(logged)).not.toContain('secret words');
  });

  it('survives a deliverer that throws instead of rejecting', async () => {
    const { turns, platform } = await openScene(kind, { now: ticking() });
    await turns.start();
    vi.spyOn(platform, 'deliver').mockImplementationOnce(() => {
      throw new Error('at once');
    });
    // The map of deliverers holds the object, so the spy is what runs.
    await begin(turns);
    await until(() => platform.shown.length === 1);

    expect(platform.tries.map(tried)).toEqual(['m1 1 uncertain new']);
  });

  it('cuts off a try that gets no answer and marks the next one as uncertain', async () => {
    const { turns, platform, counts } = await openScene(kind, {
      now: ticking(),
      timing: { leaseMs: 400, deliverMs: 30, sweepMs: 10, backoffMs: 10 },
    });
    platform.next(() => new Promise(() => {}));
    await turns.start();

    await begin(turns);
    await until(() => platform.shown.length === 1);
    await turns.idle();

    expect(platform.tries.map(tried)).toEqual(['m1 0 certain new', 'm1 1 uncertain new']);
    expect(counts).toMatchObject({ 'deliveries chat retry no-answer': 1 });
  });

  it('stays uncertain through a refusal that follows a lost answer', async () => {
    const { turns, platform } = await openScene(kind);
    const lost = () =>
      Promise.reject(new DeliveryError('socket', { retry: true, afterMs: 0, outcome: 'unknown' }));
    platform.next(lost, later());
    await turns.start();

    await begin(turns);
    await until(() => platform.shown.length === 1);

    expect(platform.tries.map(tried)).toEqual([
      'm1 0 certain new',
      'm1 1 uncertain new',
      'm1 2 uncertain new',
    ]);
  });

  it('updates the message of a slot that was posted before', async () => {
    const { turns, platform } = await openScene(kind);
    const id = await begin(turns);

    await turns.handle(said('second', withId(id)));
    await turns.handle(said('!update', withId(id)));
    await turns.idle();

    expect(platform.shown).toEqual([
      { ref: 'ref1', text: '3 !update' },
      { ref: 'ref2', text: '2 second' },
    ]);
    expect(platform.tries.map((item) => item.ref)).toEqual([null, null, 'ref1']);
  });

  it('learns keys and address from a post: later deliveries find the conversation, later replies the place', async () => {
    const { turns, platform } = await openScene(kind);
    platform.next(async () => ({
      ref: 'root',
      keys: ['C1:root', 'C1:root'],
      address: { channel: 'C1', thread: 'root' },
    }));
    const id = await begin(turns, '!two');
    await turns.idle();

    const result = await turns.handle(said('in the thread', inThread('C1:root', false)));
    await turns.idle();

    expect(result).toMatchObject({ status: 'done', conversation: id });
    expect(platform.tries.map((item) => item.address)).toEqual([
      { channel: 'C1', thread: null },
      { channel: 'C1', thread: 'root' },
      { channel: 'C1', thread: 'root' },
    ]);
  });

  it('hands on the place of a share and remembers what was posted there', async () => {
    const { turns, platform, store } = await openScene(kind);
    const id = await begin(turns);

    await turns.handle(delivery({ kind: 'share', destination: 'C9', note: null }, withId(id)));
    await turns.idle();

    expect(platform.tries.map((item) => item.to)).toEqual([null, 'C9']);
    expect(await store.shares.of(id)).toEqual([
      { conversation: id, destination: 'C9', ref: 'ref2', by: 'U1', at: NOON },
    ]);
  });

  it.each([
    ['a view', `update outbox set view = '{' where slot = 'm1'`],
    ['an unreadable view before others', `update outbox set view = '' where slot = 'm1'`],
  ])('sets %s that is damaged aside and delivers the rest', async (_name, damage) => {
    const { turns, platform, options, counts } = await openScene(kind);
    platform.next(later());
    await begin(turns, '!two');
    await turns.idle();
    await directSql(options, damage);

    await turns.start();
    await until(() => platform.shown.length === 1);

    expect(platform.texts()).toEqual(['1 again']);
    expect(counts).toMatchObject({ 'deliveries chat failed damaged-row': 1 });
  });

  it('delivers what an earlier process left behind when it starts', async () => {
    const first = await openScene(kind);
    first.platform.next(later());
    const id = await begin(first.turns, '!two');
    await first.turns.idle();
    await first.turns.stop();

    const platform = fakePlatform();
    const second = await openReplica(first.options, platform, { store: first.store });
    await second.turns.start();
    await until(() => platform.shown.length === 2);

    expect(first.platform.shown).toEqual([]);
    expect(platform.tries.map((item) => [item.conversation, tried(item)])).toEqual([
      [id, 'm1 1 certain new'],
      [id, 'm1b 0 certain new'],
    ]);
  });

  it('leaves replies for a platform that is switched off in the outbox', async () => {
    const first = await openScene(kind);
    first.platform.next(later());
    await begin(first.turns);
    await first.turns.idle();
    await first.turns.stop();

    const other = await openReplica(first.options, fakePlatform('other'), { store: first.store });
    await other.turns.start();
    await other.turns.idle();

    expect(other.platform.tries).toEqual([]);
    expect(await first.store.outbox.counts()).toEqual({ pending: 1, failed: 0, oldestPendingAt: NOON });
  });

  it('delivers many conversations at once and all of them', async () => {
    const { turns, platform } = await openScene(kind);

    await Promise.all(Array.from({ length: 60 }, (_, n) => begin(turns, `c${n}`)));
    await turns.idle();

    expect(platform.texts().sort()).toEqual(Array.from({ length: 60 }, (_, n) => `1 c${n}`).sort());
  });
});
