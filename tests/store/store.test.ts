import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src/store/open-store.ts';
import type { NewOutboxRow } from '../../src/store/outbox.ts';
import { isOutdated } from '../../src/store/outdated.ts';
import { BACK_ENDS, type BackEnd, freshOptions, openForTest } from '../support/back-ends.ts';
import { FIRST_TURN } from '../support/saved-turn.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

/** As a conversation is before its first turn. */
const NEW = { version: 0, state: null, address: '{"channel":"C1"}', knowledge: null, activeDay: 0 };
const SAID = { event: 'press', actor: 'U1', replies: '[]' };
/** A first turn, as it is saved. */
const TURN = { ...FIRST_TURN, from: NEW, said: SAID, at: NOON };
/** The conversation as that turn leaves it. */
const AFTER = { ...NEW, version: 1, state: TURN.state, knowledge: 'k1' };
const ASKED = { conversation: 'a', by: 'U1' };

async function freshStore(kind: BackEnd): Promise<Store> {
  return openForTest(await freshOptions(kind));
}

function conversation(id: string, key: string | null = null, takeKey = false) {
  return { id, platform: 'chat', address: '{"channel":"C1"}', key, takeKey, at: NOON };
}

function reply(of: string, slot: string, place = 0): NewOutboxRow {
  return {
    conversation: of,
    seq: 1,
    place,
    platform: 'chat',
    slot,
    audience: 'everyone',
    actor: 'U1',
    destination: null,
    reply: null,
    view: '{}',
    trace: null,
  };
}

describe.each(BACK_ENDS)('the store on %s', (kind) => {
  it('keeps a conversation as it was saved', async () => {
    const store = await freshStore(kind);
    await store.conversations.create(conversation('a'));

    await store.saveTurn({ ...TURN, at: NOON + 1 });

    const row = {
      id: 'a',
      platform: 'chat',
      address: '{"channel":"C1"}',
      state: '{"v":1}',
      version: 1,
      updatedAt: NOON + 1,
      knowledge: 'k1',
      activeDay: Math.floor(NOON / 86_400_000),
    };
    expect(await store.conversations.read('a')).toEqual(row);
    expect(await store.conversations.lock('a')).toEqual(row);
    expect(await store.conversations.read('b')).toBeNull();
  });

  it('reads conversations that are asked for at one moment each for itself, and anew the next time', async () => {
    const store = await freshStore(kind);
    for (const id of ['a', 'b', 'c']) await store.conversations.create(conversation(id));
    const readAll = (ids: readonly string[]) => Promise.all(ids.map((id) => store.conversations.read(id)));

    const first = await readAll(['c', 'nobody', 'a', 'b', 'a']);
    await store.saveTurn(TURN);
    const then = await readAll(['b', 'a']);

    expect(first.map((row) => row?.id ?? null)).toEqual(['c', null, 'a', 'b', 'a']);
    expect(then.map((row) => row?.version)).toEqual([0, 1]);
  });

  it('refuses to save over a turn it has not seen', async () => {
    const store = await freshStore(kind);
    await store.conversations.create(conversation('a'));
    await store.saveTurn(TURN);

    const stale = { ...TURN, state: '{"v":2}', messages: [reply('a', 's')] };
    for (const saved of [
      store.saveTurn(stale),
      store.transaction((tables) => tables.last([tables.turns.save(stale)])),
    ])
      await expect(saved).rejects.toMatchObject({
        code: 'STORE_CONFLICT',
        message:
          'Conversation a was expected at version 0 and was not there: another writer changed it. Nothing of this turn was saved; deliver it again.',
      });
    expect(await store.conversations.read('a')).toMatchObject({ state: '{"v":1}', version: 1 });
    expect(await store.transcript.after('a', 0)).toHaveLength(1);
    expect(await store.outbox.counts()).toMatchObject({ pending: 0 });
  });

  it.each([
    ['state', { state: '{"v":1,"cut":true}' }],
    ['address', { address: '{"channel":"C2"}' }],
    ['existence', null],
  ])('refuses to save over a conversation whose %s has changed between two turns', async (_name, other) => {
    const options = await freshOptions(kind);
    const store = await openForTest(options);
    await store.conversations.create(conversation('a'));
    await store.saveTurn(TURN);
    if (other === null) await store.holdings.remove('a');
    else await store.saveTurn({ ...TURN, from: AFTER, at: NOON + 1 });

    const from = { ...AFTER, version: 2, ...other };
    await expect(store.saveTurn({ ...TURN, from })).rejects.toSatisfy(isOutdated);
    expect((await store.transcript.after('a', 0)).length).toBe(other === null ? 0 : 2);
  });

  it('writes all that a turn leaves, once for each delivery', async () => {
    const store = await freshStore(kind);
    await store.conversations.create(conversation('a'));
    const claim = { platform: 'chat', key: 'press', conversation: 'a', status: 'done', at: NOON } as const;
    const share = { ...reply('a', 's2', 1), destination: 'C9', reply: 0, view: null, trace: 'abc' };
    await store.saveTurn({ ...TURN, messages: [reply('a', 's1'), share], claim });

    const again = store.saveTurn({ ...TURN, from: AFTER, claim });

    await expect(again).rejects.toSatisfy(isOutdated);
    expect(await store.transcript.after('a', 0)).toEqual([{ conversation: 'a', seq: 1, at: NOON, ...SAID }]);
    expect(await store.deliveries.claim(claim)).toEqual({ claimed: false, conversation: 'a' });
    const first = await store.outbox.lease('a', ['chat'], NOON, 1_000);
    expect(first).toMatchObject({ id: 1_000, slot: 's1', view: '{}', attempt: 1, tries: 1, paced: false });
    if (first !== null && first !== 'not-due') await store.outbox.delivered(first);
    expect(await store.outbox.lease('a', ['chat'], NOON, 1_000)).toMatchObject({
      slot: 's2',
      destination: 'C9',
      reply: 0,
      view: null,
      trace: 'abc',
      createdAt: NOON,
      uncertain: false,
    });
  });

  it('keeps nothing of a transaction whose last statements fail, though the commit was sent with them', async () => {
    const store = await freshStore(kind);
    await store.conversations.create(conversation('a'));
    await store.saveTurn(TURN);

    const stale = store.transaction((tables) =>
      tables.last([tables.turns.save(TURN), tables.outbox.add([reply('a', 's')], NOON)]),
    );

    await expect(stale).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect(await store.transcript.after('a', 0)).toHaveLength(1);
    expect(await store.outbox.counts()).toMatchObject({ pending: 0 });
    await store.transaction((tables) => tables.last([tables.turns.save({ ...TURN, from: AFTER })]));
    expect(await store.conversations.read('a')).toMatchObject({ version: 2 });
    expect(await store.transcript.after('a', 0)).toHaveLength(2);
  });

  it('lets a key name one conversation at a time', async () => {
    const store = await freshStore(kind);

    const made = [
      await store.conversations.create(conversation('a', 'T1')),
      await store.conversations.create(conversation('b', 'T1')),
      await store.conversations.create(conversation('c', 'T1', true)),
    ];
    const named = await store.conversations.findByKey('chat', 'T1');
    await store.conversations.bindKeys('chat', ['T1', 'T2'], 'a');

    expect([made, named]).toEqual([[true, false, true], 'c']);
    expect(await store.conversations.read('b')).toBeNull();
    expect(
      await Promise.all(['T1', 'T2', 'T3'].map((key) => store.conversations.findByKey('chat', key))),
    ).toEqual(['a', 'a', null]);
    expect(await store.conversations.findByKey('page', 'T1')).toBeNull();
  });

  it('undoes a whole transaction when its work throws', async () => {
    const store = await freshStore(kind);

    const work = store.transaction(async (tables) => {
      await tables.conversations.create(conversation('a', 'T1'));
      await tables.settings.set('s', 'k', 'v');
      throw new Error('no');
    });

    await expect(work).rejects.toThrow('no');
    expect(await store.conversations.read('a')).toBeNull();
    expect(await store.settings.get('s', 'k')).toBeNull();
  });

  it('gives a delivery key to the first who claims it', async () => {
    const store = await freshStore(kind);
    await store.conversations.create(conversation('a'));
    const claim = { platform: 'chat', key: 'e1', conversation: 'a', status: 'done', at: NOON } as const;

    const claims = await Promise.all([1, 2, 3].map(() => store.deliveries.claim(claim)));
    await store.deliveries.amend({ ...claim, conversation: 'b' });

    expect(claims.filter((result) => result.claimed).length).toBe(1);
    expect(await store.deliveries.claim(claim)).toEqual({ claimed: false, conversation: 'b' });
  });

  it('holds settings by scope', async () => {
    const store = await freshStore(kind);
    await store.settings.set('team 1', 'channel', 'C1');
    await store.settings.set('team 2', 'channel', 'C2');
    expect(await store.settings.claim('team 2', 'channel', 'C3')).toBe(false);
    expect(await store.settings.claim('team 3', 'channel', 'C3')).toBe(true);
    await store.settings.set('team 1', 'channel', 'C3');

    expect([
      await store.settings.get('team 1', 'channel'),
      await store.settings.get('team 2', 'channel'),
    ]).toEqual(['C3', 'C2']);
    await store.settings.remove('team 1', 'channel');
    expect([
      await store.settings.get('team 1', 'channel'),
      await store.settings.get('team 2', 'channel'),
    ]).toEqual([null, 'C2']);
  });

  it('lists shares of a conversation oldest first and each once', async () => {
    const store = await freshStore(kind);
    await store.conversations.create(conversation('a'));
    const late = { conversation: 'a', destination: 'C9', ref: '2', by: 'U1', at: NOON + 1 };
    const early = { conversation: 'a', destination: 'C8', ref: '1', by: 'U2', at: NOON };

    for (const share of [late, early, late]) await store.shares.add(share);

    expect(await store.shares.of('a')).toEqual([early, late]);
    expect(await store.shares.of('b')).toEqual([]);
  });

  it('lists unanswered questions newest first', async () => {
    const store = await freshStore(kind);
    for (const [n, question] of ['one', 'two', 'three'].entries()) {
      await store.unanswered.add({ question, at: NOON + n, nearest: ['a/b', 'c/d'], ...ASKED });
    }

    expect(await store.unanswered.latest(2)).toEqual([
      { question: 'three', at: NOON + 2, nearest: ['a/b', 'c/d'] },
      { question: 'two', at: NOON + 1, nearest: ['a/b', 'c/d'] },
    ]);
  });

  it('deletes what has outlived its retention, kind by kind, and everything of a conversation with it', async () => {
    const store = await freshStore(kind);
    for (const [id, at] of [
      ['old', NOON - 1],
      ['new', NOON],
    ] as const) {
      await store.conversations.create({ ...conversation(id, `key ${id}`), at });
      await store.deliveries.claim({ platform: 'chat', key: id, conversation: id, status: 'done', at });
      await store.saveTurn({ ...TURN, id, at });
      await store.messages.save({ conversation: id, slot: 's', ref: 'r', at });
      await store.outbox.add([reply(id, 'refused'), reply(id, 'pending', 1)], at);
      const row = await store.outbox.lease(id, ['chat'], NOON, 1_000);
      if (row !== null && row !== 'not-due')
        await store.transaction((tables) => tables.outbox.fail({ ...row, at, reason: 'gone' }));
      await store.unanswered.add({ question: id, at, nearest: [], ...ASKED });
    }

    const none = await store.prune({});
    const some = await store.prune({ deliveries: NOON, undelivered: NOON, unanswered: NOON });
    const pending = (await store.outbox.counts()).pending;
    const rest = await store.prune({ conversations: NOON });

    expect([none, some, rest]).toEqual([
      {
        deliveries: 0,
        undelivered: 0,
        conversations: 0,
        unanswered: 0,
        oauthStates: 0,
        paces: 0,
        knowledge: 0,
      },
      {
        deliveries: 1,
        undelivered: 1,
        conversations: 0,
        unanswered: 1,
        oauthStates: 0,
        paces: 0,
        knowledge: 0,
      },
      {
        deliveries: 0,
        undelivered: 0,
        conversations: 1,
        unanswered: 0,
        oauthStates: 0,
        paces: 0,
        knowledge: 0,
      },
    ]);
    expect([pending, (await store.outbox.counts()).pending]).toEqual([2, 1]);
    expect(await store.conversations.findByKey('chat', 'key old')).toBeNull();
    expect([
      (await store.transcript.after('old', 0)).length,
      (await store.transcript.after('new', 0)).length,
    ]).toEqual([0, 1]);
  });

  it('says when the database is gone', async () => {
    const store = await openStore(await freshOptions(kind));

    await expect(store.ping()).resolves.toBeUndefined();
    await store.close();

    await expect(store.ping()).rejects.toThrow('destroyed');
  });
});

it('runs a transaction again that PostgreSQL undid to end a deadlock', async () => {
  const store = await freshStore('postgres');
  await store.conversations.create(conversation('a'));
  await store.conversations.create(conversation('b'));
  const bothHold = Promise.withResolvers<void>();
  let holding = 0;
  let runs = 0;
  const lockBoth = (first: string, second: string) =>
    store.transaction(async ({ conversations }) => {
      runs += 1;
      await conversations.lock(first);
      holding += 1;
      if (holding === 2) bothHold.resolve();
      await bothHold.promise;
      return (await conversations.lock(second))?.id;
    });

  const ends = await Promise.all([lockBoth('a', 'b'), lockBoth('b', 'a')]);

  expect(ends).toEqual(['b', 'a']);
  // Another one when whoever was undone has its lock again before the other has woken up.
  expect(runs).toBeGreaterThanOrEqual(3);
});

describe('opening a store', () => {
  it.each([
    [
      {},
      'No store is configured. Set DATABASE_URL to a PostgreSQL URL or STREAMCHOICE_DATA to a folder for the SQLite file.',
    ],
    [
      { databaseUrl: 'mysql://me:hunter2@db/app' },
      'DATABASE_URL must begin with postgres:// or postgresql://; it begins with "mysql://".',
    ],
    [
      { databaseUrl: 'hunter2' },
      'DATABASE_URL must begin with postgres:// or postgresql://; it begins with something without a scheme.',
    ],
  ])('refuses %j in words that keep secrets', async (options, message) => {
    await expect(openStore(options)).rejects.toMatchObject({ name: 'StoreError', message });
  });

  it('fails when no PostgreSQL answers', async () => {
    await expect(
      openStore({ databaseUrl: 'postgresql://postgres@localhost/none?host=/nowhere' }),
    ).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringMatching(
        /ENOENT.*correct host, port, database, user and password in DATABASE_URL/,
      ),
    });
  });
});

it('holds the SQLite file against other processes from the first moment of a transaction', async () => {
  const options = await freshOptions('sqlite');
  const store = await openForTest(options);
  const other = new DatabaseSync(join(options.dataFolder ?? '', 'streamchoice.sqlite'), { timeout: 0 });
  onTestFinished(() => other.close());

  const outcome = await store.transaction(async (tables) => {
    await tables.settings.get('s', 'k');
    try {
      other.exec(`insert into settings (scope, key, value) values ('s', 'k', 'theirs')`);
    } catch (error) {
      return (error as Error).message;
    }
    return tables.settings.set('s', 'k', 'ours');
  });

  expect(outcome).toBe('database is locked');
});
