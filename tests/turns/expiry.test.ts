import { describe, expect, it } from 'vitest';
import { type ExpiryRule, expireConversations } from '../../src/turns/expiry.ts';
import { BACK_ENDS } from '../support/back-ends.ts';
import { begin, NOON, openReplica, openScene, type Scene, said, withId } from './harness.ts';

const DAY = 86_400_000;
const RULE: ExpiryRule = { days: 30, warningDays: 7 };

/** A scene with a clock to turn, and the caretaker's round. */
async function scene(kind: 'sqlite' | 'postgres') {
  const clock = { now: NOON };
  const opened = await openScene(kind, { now: () => clock.now });
  await opened.turns.start();
  const round = (rule = RULE, { store }: Pick<Scene, 'store'> = opened, platforms = ['chat']) =>
    expireConversations({ store, platforms, rule, now: () => clock.now, log: silent });
  return { ...opened, clock, round };
}
const silent = { info: () => {}, warn: () => {}, error: () => {} };

describe.each(BACK_ENDS)('old conversations on %s', (kind) => {
  it('are announced once, then go, and not a day before', async () => {
    const { turns, platform, store, clock, round } = await scene(kind);
    const id = await begin(turns);
    await turns.idle();

    clock.now = NOON + 23 * DAY;
    const early = await round();
    clock.now += 1;
    const told = [await round(), await round()];
    await expect.poll(() => platform.texts().length).toBe(2);
    clock.now += 7 * DAY;
    const lastDay = await round();
    const still = await store.conversations.read(id);
    clock.now += 1;
    const gone = await round();

    expect([early, ...told, lastDay, gone]).toEqual([
      { warned: 0, expired: 0 },
      { warned: 1, expired: 0 },
      { warned: 0, expired: 0 },
      { warned: 0, expired: 0 },
      { warned: 0, expired: 1 },
    ]);
    expect(platform.texts()[1]).toMatch(
      /^I will forget this interview on 2026-12-22\.\nNobody has answered here since 2026-11-22/,
    );
    expect([still !== null, await store.conversations.read(id)]).toEqual([true, null]);
  });

  it('stay when anything is said after the announcement, and are announced anew much later', async () => {
    const { turns, store, clock, round } = await scene(kind);
    const id = await begin(turns);
    clock.now = NOON + 24 * DAY;
    await round();

    await turns.handle(said('still here', withId(id)));
    clock.now = NOON + 40 * DAY;
    const kept = await round();
    clock.now = NOON + 48 * DAY;
    const again = await round();

    expect([kept, again]).toEqual([
      { warned: 0, expired: 0 },
      { warned: 1, expired: 0 },
    ]);
    expect(await store.conversations.read(id)).not.toBeNull();
  });

  it('never go unannounced, however late the first round comes', async () => {
    const { turns, store, clock, round } = await scene(kind);
    const id = await begin(turns);
    clock.now = NOON + 400 * DAY;

    const rounds = [await round(), await round()];

    expect(rounds).toEqual([
      { warned: 1, expired: 0 },
      { warned: 0, expired: 0 },
    ]);
    expect(await store.conversations.read(id)).not.toBeNull();
  });

  it('are kept longer where nobody can be told, and for ever when the rule is off', async () => {
    const { turns, store, clock, round } = await scene(kind);
    const id = await begin(turns);

    clock.now = NOON + 37 * DAY;
    const kept = await round(RULE, undefined, []);
    const off = await round({ days: 0, warningDays: 7 });
    const there = await store.conversations.read(id);
    clock.now += 1;
    const gone = await round(RULE, undefined, ['elsewhere']);

    expect([kept.expired, off, there !== null, gone.expired]).toEqual([
      0,
      { warned: 0, expired: 0 },
      true,
      1,
    ]);
  });

  it('are announced once by many replicas', async () => {
    const { turns, options, platform, store, clock, round } = await scene(kind);
    await begin(turns);
    clock.now = NOON + 24 * DAY;
    const other = await openReplica(options, platform, { now: () => clock.now });

    const told = await Promise.all([round(), round(RULE, other), round(RULE, { store })]);

    expect(told.reduce((sum, one) => sum + one.warned, 0)).toBe(1);
  });
});
