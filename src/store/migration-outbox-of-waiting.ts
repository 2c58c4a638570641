import { type Kysely, sql } from 'kysely';
import { momentFirst } from './delivery-keys.ts';
import type { DatabaseKind } from './tables.ts';

/** Rows that are read and written again at a time. */
const BATCH = 1_000;

/**
 * The outbox holds what waits and nothing else: what is out leaves it, what will never arrive moves to `undelivered`. So it
 * is small, its own tree tells what waits, and a turn writes one tree instead of two. On SQLite, keys of deliveries
 * begin with their moment (`delivery-keys.ts`).
 */
export async function keepOnlyWaiting(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await createUndelivered(db, kind);
  await sql`
    insert into undelivered (conversation, id, platform, slot, actor, outcome, reason, trace, created_at, ended_at)
    select conversation, id, platform, slot, actor, status, coalesce(reason, 'unknown'), trace, created_at,
      coalesce(finished_at, created_at)
    from outbox where status in ('failed', 'dropped')
  `.execute(db);
  await sql`delete from outbox where status <> 'pending'`.execute(db);
  await db.schema.dropIndex('outbox_pending').execute();
  await db.schema.alterTable('outbox').dropColumn('status').execute();
  await db.schema.alterTable('outbox').dropColumn('finished_at').execute();
  if (kind === 'sqlite') await reorderDeliveries(db);
}

async function createUndelivered(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const table = db.schema
    .createTable('undelivered')
    .addColumn('conversation', 'text', (col) =>
      col.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('id', 'integer', (col) => col.notNull())
    .addColumn('platform', 'text', (col) => col.notNull())
    .addColumn('slot', 'text', (col) => col.notNull())
    .addColumn('actor', 'text', (col) => col.notNull())
    .addColumn('outcome', 'text', (col) => col.notNull())
    .addColumn('reason', 'text', (col) => col.notNull())
    .addColumn('trace', 'text')
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('ended_at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('undelivered_pk', ['conversation', 'id']);
  await (kind === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table).execute();
}

type Keyed = { readonly platform: string; readonly key: string };

async function reorderDeliveries(db: Kysely<unknown>): Promise<void> {
  await sql`alter table deliveries add column before text`.execute(db);
  await sql`update deliveries set before = key`.execute(db);
  for (;;) {
    const { rows } =
      await sql<Keyed>`select platform, key from deliveries where before is not null limit ${sql.lit(BATCH)}`.execute(
        db,
      );
    if (rows.length === 0) break;
    for (const { platform, key } of rows)
      await sql`update deliveries set key = ${momentFirst(key)}, before = null
        where platform = ${platform} and key = ${key}`.execute(db);
  }
  await sql`alter table deliveries drop column before`.execute(db);
}
