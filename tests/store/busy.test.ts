import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, type StoreOptions } from '../../src/store/open-store.ts';
import { isOutdated } from '../../src/store/outdated.ts';
import { freshOptions, openForTest } from '../support/back-ends.ts';
import { FIRST_TURN as TURN } from '../support/saved-turn.ts';

const BEGUN = { id: 'a', platform: 'chat', address: '{}', key: null, takeKey: false, at: 0 };
/** Another process that holds the file, e.g. a backup. */
function holdFile(options: StoreOptions): DatabaseSync {
  const other = new DatabaseSync(join(options.dataFolder ?? '', 'streamchoice.sqlite'));
  other.exec('begin immediate');
  onTestFinished(() => other.close());
  return other;
}

describe('a SQLite file that another process holds', () => {
  it('keeps a turn waiting, not the process, and goes on once it is free', async () => {
    const options = await freshOptions('sqlite');
    const store = await openForTest(options);
    const other = holdFile(options);
    let beats = 0;
    const heart = setInterval(() => {
      beats += 1;
      if (beats === 5) other.exec('commit');
    }, 10);
    onTestFinished(() => clearInterval(heart));

    await store.transaction((tables) => tables.settings.set('a', 'b', 'c'));

    expect(beats).toBeGreaterThanOrEqual(5);
    expect(await store.settings.get('a', 'b')).toBe('c');
  });

  it('keeps a turn that is saved in one go waiting as well', async () => {
    const options = await freshOptions('sqlite');
    const store = await openForTest(options);
    await store.conversations.create(BEGUN);
    const other = holdFile(options);

    const saved = store.saveTurn(TURN);
    const first = await Promise.race([saved, sleep(50, 'waits')]);
    other.exec('commit');
    await saved;

    expect(first).toBe('waits');
    expect(await store.conversations.read('a')).toMatchObject({ version: 1, state: TURN.state });
  });

  it('is said to be busy in time for an acknowledgement, and nothing is saved', async () => {
    const options = await freshOptions('sqlite');
    const store = await openForTest(options);
    const other = holdFile(options);

    await expect(store.settings.set('a', 'b', 'c')).rejects.toThrow('database is locked');

    other.exec('commit');
    expect(await store.settings.get('a', 'b')).toBeNull();
    await store.settings.set('a', 'b', 'c');
  });

  it('is said to be busy to everybody who waits at once, not to one after the other', async () => {
    const options = await freshOptions('sqlite');
    const store = await openForTest(options);
    const other = holdFile(options);
    // One after the other, they would wait for longer than a test may take.
    const turns = Array.from({ length: 40 }, (_, n) =>
      store.transaction((tables) => tables.settings.set('a', String(n), 'c')),
    );

    const outcomes = await Promise.allSettled(turns);

    other.exec('commit');
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(await store.settings.get('a', '0')).toBeNull();
  });

  it('lets those who wait go on in the order they came', async () => {
    const options = await freshOptions('sqlite');
    const store = await openForTest(options);
    const other = holdFile(options);
    const order: number[] = [];
    const turns = Array.from({ length: 10 }, (_, n) =>
      store.transaction(async (tables) => {
        order.push(n);
        await tables.settings.set('a', 'b', String(n));
      }),
    );

    other.exec('commit');
    await Promise.all(turns);

    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await store.settings.get('a', 'b')).toBe('9');
  });
});

describe('the one connection to a SQLite file', () => {
  it('is not taken from a transaction by a turn that is saved in one go', async () => {
    const store = await openForTest(await freshOptions('sqlite'));
    await store.conversations.create(BEGUN);
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const open = store.transaction(async (tables) => {
      await tables.settings.set('a', 'b', 'c');
      await held;
      throw new Error('undone');
    });

    const saved = store.saveTurn(TURN);
    release();

    await expect(open).rejects.toThrow('undone');
    await saved;
    expect(await store.settings.get('a', 'b')).toBeNull();
    expect(await store.conversations.read('a')).toMatchObject({ version: 1 });
  });

  it('is free again after a turn that could not be saved in one go', async () => {
    const store = await openForTest(await freshOptions('sqlite'));
    await store.conversations.create(BEGUN);
    const claim = { platform: 'chat', key: 'k', conversation: 'a', status: 'done', at: 1 } as const;
    await store.deliveries.claim(claim);

    await expect(store.saveTurn({ ...TURN, claim })).rejects.toSatisfy(isOutdated);
    await store.saveTurn(TURN);

    expect(await store.conversations.read('a')).toMatchObject({ version: 1 });
    expect(await store.transcript.after('a', 0)).toHaveLength(1);
  });
});

describe('the one service on a SQLite file', () => {
  /** A process that has the file as a service and a row in its hands, and is killed. */
  async function leaseAndDie(options: StoreOptions): Promise<void> {
    const script = `
      const { openStore } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/store/open-store.ts'))});
      const store = await openStore({ ...${JSON.stringify(options)}, isService: true });
      await store.conversations.create({ id: 'a', platform: 'chat', address: '{}', key: null, takeKey: false, at: 0 });
      await store.outbox.add([{ conversation: 'a', seq: 1, place: 0, platform: 'chat', slot: 's', audience: 'everyone', actor: 'U',
        destination: null, reply: null, view: '{}', trace: null }], 0);
      await store.outbox.lease('a', ['chat'], 0, 600_000);
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
    await once(child, 'exit');
  }

  it('takes over the leases of one that was killed at once, though they have long to run', async () => {
    const options = await freshOptions('sqlite');
    await leaseAndDie(options);

    const command = await openForTest(options);
    const asCommand = await command.outbox.lease('a', ['chat'], 0, 1_000);
    const service = await openForTest({ ...options, isService: true });

    expect([asCommand, service.isAlone]).toEqual([null, true]);
    expect(await service.outbox.lease('a', ['chat'], 0, 1_000)).toMatchObject({
      attempt: 2,
      uncertain: true,
    });
  });

  it('leaves the leases of a living one alone, and knows that it is not the only one', async () => {
    const options = await freshOptions('sqlite');
    const first = await openStore({ ...options, isService: true });
    await first.conversations.create({
      id: 'a',
      platform: 'chat',
      address: '{}',
      key: null,
      takeKey: false,
      at: 0,
    });
    const row = { conversation: 'a', seq: 1, platform: 'chat', slot: 's', audience: 'everyone', actor: 'U' };
    await first.outbox.add(
      [{ ...row, place: 0, destination: null, reply: null, view: '{}', trace: null }],
      0,
    );
    await first.outbox.lease('a', ['chat'], 0, 600_000);

    const second = await openForTest({ ...options, isService: true });
    const stolen = await second.outbox.lease('a', ['chat'], 0, 1_000);
    await first.close();
    const third = await openForTest({ ...options, isService: true });

    expect([first.isAlone, second.isAlone, stolen, third.isAlone]).toEqual([true, false, null, true]);
  });

  it('does not matter on PostgreSQL, where leases decide', async () => {
    const store = await openForTest({ ...(await freshOptions('postgres')), isService: true });

    expect(store.isAlone).toBeNull();
  });
});
