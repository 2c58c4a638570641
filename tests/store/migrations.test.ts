import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { migrationsFor } from '../../src/store/migrations.ts';
import { openStore, type StoreOptions } from '../../src/store/open-store.ts';
import { postgresDialect } from '../../src/store/postgres.ts';
import { sqliteFile } from '../../src/store/sqlite.ts';
import type { Database } from '../../src/store/tables.ts';
import { BACK_ENDS, type BackEnd, freshOptions, openForTest } from '../support/back-ends.ts';
import { directSql } from '../support/direct-sql.ts';

const COLUMNS = {
  conversation_keys: ['conversation', 'key', 'platform'],
  conversations: [
    'active_day',
    'address',
    'id',
    'knowledge',
    'platform',
    'schema_version',
    'state',
    'updated_at',
    'version',
    'warned_at',
  ],
  deliveries: ['conversation', 'key', 'platform', 'received_at', 'status'],
  installations: ['installed_at', 'installed_by', 'key_id', 'platform', 'sealed', 'workspace'],
  feedback: ['about', 'at', 'comment', 'conversation', 'knowledge', 'person', 'reason', 'slot', 'vote'],
  knowledge_versions: ['activated_at', 'content', 'seen_at', 'version'],
  messages: ['conversation', 'posted_at', 'ref', 'slot'],
  oauth_states: ['data', 'expires_at', 'state_hash'],
  outbox: [
    'actor',
    'attempts',
    'audience',
    'conversation',
    'created_at',
    'destination',
    'id',
    'lease_until',
    'next_at',
    'paced',
    'platform',
    'postponed',
    'reason',
    'reply',
    'seq',
    'slot',
    'trace',
    'uncertain',
    'view',
  ],
  overviews: ['at', 'conversation', 'headline', 'place', 'platform', 'stage', 'started_by'],
  paces: ['due_at', 'held_until', 'lane'],
  settings: ['key', 'scope', 'value'],
  shares: ['at', 'conversation', 'destination', 'ref', 'shared_by'],
  transcript: ['actor', 'at', 'conversation', 'event', 'replies', 'seq'],
  undelivered: [
    'actor',
    'conversation',
    'created_at',
    'ended_at',
    'id',
    'outcome',
    'platform',
    'reason',
    'slot',
    'trace',
  ],
  unanswered_questions: ['asked_by', 'at', 'conversation', 'id', 'nearest', 'question'],
};

const NEWEST = Object.keys(migrationsFor('sqlite')).at(-1);

/** A bare connection, as the store makes it, closed when the test ends. */
function connect(options: StoreOptions): Kysely<Database> {
  const dialect: Dialect = options.databaseUrl
    ? postgresDialect(options.databaseUrl, () => {}, false)
    : sqliteFile(join(options.dataFolder ?? '', 'streamchoice.sqlite')).dialect;
  const db = new Kysely<Database>({ dialect });
  onTestFinished(() => db.destroy());
  return db;
}

async function columnsOf(db: Kysely<Database>): Promise<Record<string, string[]>> {
  const tables = await db.introspection.getTables();
  return Object.fromEntries(
    tables.map((table) => [table.name, table.columns.map((column) => column.name).sort()]),
  );
}

function withExtra(kind: BackEnd, extra: Migration): Record<string, Migration> {
  return { ...migrationsFor(kind), '9999-extra': extra };
}

describe.each(BACK_ENDS)('migrations on %s', (kind) => {
  it('make the same tables from nothing on every database', async () => {
    const options = await freshOptions(kind);

    await openForTest(options);

    expect(await columnsOf(connect(options))).toEqual(COLUMNS);
  });

  it('change nothing when the database is up to date, and keep what it holds', async () => {
    const options = await freshOptions(kind);
    const first = await openStore(options);
    await first.settings.set('workspace', 'language', 'en');
    await first.close();
    const before = await directSql(options, 'select * from kysely_migration');

    const second = await openForTest(options);

    expect(await second.settings.get('workspace', 'language')).toBe('en');
    expect(await directSql(options, 'select * from kysely_migration')).toEqual(before);
  });

  it('refuse a database that a newer program has changed, and leave it as it is', async () => {
    const options = await freshOptions(kind);
    await (await openStore(options)).close();
    await migrate(
      connect(options),
      withExtra(kind, { up: (db) => db.schema.createTable('later').addColumn('n', 'integer').execute() }),
    );

    await expect(openStore(options)).rejects.toMatchObject({
      name: 'StoreError',
      code: 'STORE_NEWER',
      message:
        'The database is newer than this program: it holds the migration "9999-extra", the newest this program knows is ' +
        `"${NEWEST}". Start the program version that made it, or restore a backup from before that update.`,
    });
    expect(Object.keys(await columnsOf(connect(options)))).toContain('later');
  });

  it('leave nothing behind when one fails half-way, and run again once it is mended', async () => {
    const options = await freshOptions(kind);
    const db = connect(options);
    const half: Migration = {
      up: async (schema) => {
        await schema.schema.createTable('half').addColumn('n', 'integer').execute();
        throw new Error('power cut');
      },
    };

    await expect(migrate(db, withExtra(kind, half))).rejects.toMatchObject({
      code: 'STORE_MIGRATION_FAILED',
      message: expect.stringContaining('(migration: 9999-extra)'),
      cause: expect.objectContaining({ message: 'power cut' }),
    });
    expect(await columnsOf(db)).toEqual({});

    await migrate(db, migrationsFor(kind));
    expect(await columnsOf(db)).toEqual(COLUMNS);
  });
});

it.each(BACK_ENDS)(
  'finds out on %s by which knowledge the conversations go that are there already',
  async (kind) => {
    const options = await freshOptions(kind);
    const db = connect(options);
    const { '0001-conversations-and-outbox': first = { up: async () => {} } } = migrationsFor(kind);
    await migrate(db, { '0001-conversations-and-outbox': first });
    const states = {
      plain: JSON.stringify({ v: 2, knowledge: '0123456789ab', words: 'knowledge' }),
      quoting: JSON.stringify({ words: '"knowledge":"bbbbbbbbbbbb"', knowledge: 'aaaaaaaaaaaa' }),
      damaged: '{"v":2,',
    };
    for (const [id, state] of Object.entries(states))
      await sql`insert into conversations (id, platform, address, state, version, updated_at)
      values (${id}, 'p', '{}', ${state}, 1, 1)`.execute(db);

    await migrate(db, migrationsFor(kind));

    const { rows } = await sql`select id, knowledge from conversations order by id`.execute(db);
    expect(rows).toEqual([
      { id: 'damaged', knowledge: null },
      { id: 'plain', knowledge: '0123456789ab' },
      { id: 'quoting', knowledge: 'aaaaaaaaaaaa' },
    ]);
  },
);

it.each(BACK_ENDS)('keeps on %s what is there when tables are made anew, in its order', async (kind) => {
  const options = await freshOptions(kind);
  const db = connect(options);
  const before = Object.entries(migrationsFor(kind)).filter(([name]) => name < '0006');
  await migrate(db, Object.fromEntries(before));
  const day = 86_400_000;
  for (const id of ['a', 'b']) {
    await sql`insert into conversations (id, platform, address, state, version, updated_at)
      values (${id}, 'p', '{}', '{}', 2, ${3 * day + 5})`.execute(db);
    await sql`insert into conversation_keys (platform, key, conversation) values ('p', ${id}, ${id})`.execute(
      db,
    );
    await sql`insert into messages (conversation, slot, ref, posted_at) values (${id}, 's', 'r', 1)`.execute(
      db,
    );
    await sql`insert into transcript (conversation, seq, event, actor, replies, at)
      values (${id}, 1, 'press', 'U', '[]', 1)`.execute(db);
    await sql`insert into deliveries (platform, key, received_at, conversation, status)
      values ('p', ${id}, 1, ${id}, 'done')`.execute(db);
  }
  // Their numbers ran through all conversations: those of one are not next to each other.
  for (const [conversation, seq, slot] of [
    ['a', 1, 'first'],
    ['b', 1, 'other'],
    ['a', 1, 'second'],
    ['a', 2, 'third'],
    ['b', 2, 'another'],
  ] as const)
    await sql`insert into outbox
      (conversation, seq, platform, slot, audience, actor, view, status, next_at, created_at)
      values (${conversation}, ${seq}, 'p', ${slot}, 'everyone', 'U', ${`"${slot}"`}, 'pending', 1, 1)`.execute(
      db,
    );

  await migrate(db, migrationsFor(kind));

  const store = await openForTest(options);
  const a = await store.holdings.read('a');
  expect(a).toMatchObject({ keys: ['a'], messages: [{ slot: 's', ref: 'r' }], transcript: [{ seq: 1 }] });
  expect(a?.outbox.map(({ id, view }) => [id, view])).toEqual([
    [1_000, '"first"'],
    [1_001, '"second"'],
    [2_000, '"third"'],
  ]);
  expect(await store.outbox.lease('b', ['p'], 1, 60_000)).toMatchObject({ slot: 'other', view: '"other"' });
  expect(await store.conversations.read('a')).toMatchObject({ activeDay: 3 });
  const repeated = { platform: 'p', key: 'b', conversation: 'x', status: 'done', at: 1 } as const;
  expect(await store.deliveries.claim(repeated)).toEqual({ claimed: false, conversation: 'b' });
  await store.holdings.remove('a');
  expect(
    await directSql(
      options,
      `select (select count(*) from outbox) as o, (select count(*) from transcript) as t,
        (select count(*) from messages) as m, (select count(*) from conversation_keys) as k`,
    ),
  ).toEqual([kind === 'sqlite' ? { o: 2, t: 1, m: 1, k: 1 } : { o: '2', t: '1', m: '1', k: '1' }]);
});

it.each(BACK_ENDS)(
  'leaves on %s in the outbox what waits, and knows deliveries from before',
  async (kind) => {
    const options = await freshOptions(kind);
    const db = connect(options);
    const before = Object.entries(migrationsFor(kind)).filter(([name]) => name < '0007');
    await migrate(db, Object.fromEntries(before));
    await sql`insert into conversations (id, platform, address, state, version, updated_at)
    values ('a', 'p', '{}', '{}', 1, 1)`.execute(db);
    for (const [place, status] of ['delivered', 'failed', 'pending', 'dropped', 'pending'].entries())
      await sql`insert into outbox
      (conversation, id, seq, platform, slot, audience, actor, view, status, reason, next_at, created_at, finished_at)
      values ('a', ${1_000 + place}, 1, 'p', ${`s${place}`}, 'everyone', 'U', '{}', ${status}, ${status}, 1, 1, 7)`.execute(
        db,
      );
    const keys = [
      'slack:press:T:C:1795000000.000001:press:1:1795000009.000002',
      'plain',
      '1795000009 of old',
    ];
    for (const key of keys)
      await sql`insert into deliveries (platform, key, received_at, conversation, status)
      values ('p', ${key}, 1, 'a', 'done')`.execute(db);

    await migrate(db, migrationsFor(kind));

    const store = await openForTest(options);
    expect((await store.holdings.read('a'))?.outbox.map(({ id }) => id)).toEqual([1_002, 1_004]);
    expect((await store.holdings.read('a'))?.undelivered).toEqual([
      { id: 1_001, actor: 'U', outcome: 'failed', reason: 'failed', endedAt: 7 },
      { id: 1_003, actor: 'U', outcome: 'dropped', reason: 'dropped', endedAt: 7 },
    ]);
    const again = { platform: 'p', conversation: 'x', status: 'done', at: 2 } as const;
    for (const key of keys)
      expect(await store.deliveries.claim({ ...again, key })).toEqual({ claimed: false, conversation: 'a' });
    expect(await store.deliveries.claim({ ...again, key: `${keys[0]}3` })).toEqual({ claimed: true });
  },
);

it('four replicas that start at once on an empty PostgreSQL all come up', async () => {
  const options = await freshOptions('postgres');

  const stores = await Promise.all([1, 2, 3, 4].map(() => openForTest(options)));

  await Promise.all(stores.map((store) => store.ping()));
  expect(await directSql(options, 'select name from kysely_migration order by name')).toEqual(
    Object.keys(migrationsFor('postgres')).map((name) => ({ name })),
  );
});

it('keeps the SQLite file in a folder of its own user, in write-ahead mode', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'streamchoice-store-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const dataFolder = join(parent, 'made', 'on the way');

  await openForTest({ dataFolder });

  expect((await stat(dataFolder)).mode & 0o777).toBe(0o700);
  expect(await directSql({ dataFolder }, 'pragma journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect((await readFile(join(dataFolder, 'streamchoice.sqlite'))).subarray(0, 15).toString()).toBe(
    'SQLite format 3',
  );
});
