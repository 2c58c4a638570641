import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { DatabaseKind } from './tables.ts';

const DAY_MS = 86_400_000;

/**
 * What a turn writes touches as few pages as it can: a page of SQLite is written whole, once for each tree. Tables of short
 * rows are kept in the tree of their key alone (https://www.sqlite.org/withoutrowid.html; long rows, as those of the
 * transcript, are slower there); an index that every turn would change goes, or counts days; replies stand once, in the
 * transcript, and the outbox points to them. Its rows are numbered within their conversation.
 */
export async function sparePages(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await countDays(db);
  await db.schema.dropIndex('deliveries_age').execute();
  await db.schema.dropIndex('outbox_by_conversation').execute();
  if (kind === 'postgres') return renumberOnPostgres(db);
  await remakeKeyed(db);
  await remakeDeliveries(db);
  await remakeOutbox(db);
}

async function countDays(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('conversations_age').execute();
  await db.schema
    .alterTable('conversations')
    .addColumn('active_day', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
  await sql`update conversations set active_day = updated_at / ${sql.lit(DAY_MS)}`.execute(db);
  await db.schema.createIndex('conversations_active').on('conversations').column('active_day').execute();
}

async function renumberOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`alter table outbox drop constraint outbox_pkey`.execute(db);
  await sql`alter table outbox alter column id drop default, alter column view drop not null, add column reply integer`.execute(
    db,
  );
  await sql`drop sequence if exists outbox_id_seq`.execute(db);
  await sql`
    update outbox set id = numbered.number
    from (select id, ${NUMBER} as number from outbox) as numbered
    where outbox.id = numbered.id
  `.execute(db);
  await sql`alter table outbox add primary key (conversation, id)`.execute(db);
}

/** In the order of before within a turn; turns follow one another. See `outbox-rows.ts` for the thousand. */
const NUMBER = sql`seq * 1000 + row_number() over (partition by conversation, seq order by id) - 1`;

async function remakeKeyed(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('conversation_keys_back').execute();
  await remake(db, 'conversation_keys', ['conversation', 'platform', 'key'], (table) =>
    part(table)
      .addColumn('platform', 'text', (col) => col.notNull())
      .addColumn('key', 'text', (col) => col.notNull())
      .addPrimaryKeyConstraint('conversation_keys_pk', ['platform', 'key']),
  );
  await db.schema
    .createIndex('conversation_keys_back')
    .on('conversation_keys')
    .column('conversation')
    .execute();
  await remake(db, 'messages', ['conversation', 'slot', 'ref', 'posted_at'], (table) =>
    part(table)
      .addColumn('slot', 'text', (col) => col.notNull())
      .addColumn('ref', 'text', (col) => col.notNull())
      .addColumn('posted_at', 'bigint', (col) => col.notNull())
      .addPrimaryKeyConstraint('messages_pk', ['conversation', 'slot']),
  );
}

async function remakeDeliveries(db: Kysely<unknown>): Promise<void> {
  await remake(db, 'deliveries', ['platform', 'key', 'received_at', 'conversation', 'status'], (table) =>
    table
      .addColumn('platform', 'text', (col) => col.notNull())
      .addColumn('key', 'text', (col) => col.notNull())
      .addColumn('received_at', 'bigint', (col) => col.notNull())
      .addColumn('conversation', 'text', (col) => col.notNull())
      .addColumn('status', 'text', (col) => col.notNull())
      .addPrimaryKeyConstraint('deliveries_pk', ['platform', 'key']),
  );
}

const OUTBOX_KEPT = [
  'conversation',
  'seq',
  'platform',
  'slot',
  'audience',
  'actor',
  'destination',
  'view',
  'status',
  'attempts',
  'uncertain',
  'next_at',
  'lease_until',
  'created_at',
  'finished_at',
  'reason',
  'paced',
  'postponed',
  'trace',
] as const;

async function remakeOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('outbox_pending').execute();
  const kept = sql.join(OUTBOX_KEPT.map((name) => sql.ref(name)));
  await sql`alter table outbox rename to before`.execute(db);
  await outboxTable(db).execute();
  await sql`insert into outbox (id, ${kept}) select ${NUMBER}, ${kept} from before`.execute(db);
  await db.schema.dropTable('before').execute();
  await db.schema
    .createIndex('outbox_pending')
    .on('outbox')
    .columns(['conversation', 'id'])
    .where(sql.ref('status'), '=', sql.lit('pending'))
    .execute();
}

function outboxTable(db: Kysely<unknown>): CreateTableBuilder<string, string> {
  return part(db.schema.createTable('outbox'))
    .addColumn('id', 'integer', (col) => col.notNull())
    .addColumn('seq', 'integer', (col) => col.notNull())
    .addColumn('platform', 'text', (col) => col.notNull())
    .addColumn('slot', 'text', (col) => col.notNull())
    .addColumn('audience', 'text', (col) => col.notNull())
    .addColumn('actor', 'text', (col) => col.notNull())
    .addColumn('destination', 'text')
    .addColumn('status', 'text', (col) => col.notNull())
    .addColumn('attempts', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('uncertain', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('next_at', 'bigint', (col) => col.notNull())
    .addColumn('lease_until', 'bigint')
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('paced', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('postponed', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('trace', 'text')
    .addColumn('reply', 'integer')
    .addColumn('view', 'text')
    .addPrimaryKeyConstraint('outbox_pk', ['conversation', 'id'])
    .modifyEnd(sql`without rowid`);
}

type Build = (table: CreateTableBuilder<string, never>) => CreateTableBuilder<string, string>;

/** SQLite changes a table's key only by making it anew. */
async function remake(
  db: Kysely<unknown>,
  name: string,
  columns: readonly string[],
  build: Build,
): Promise<void> {
  const kept = sql.join(columns.map((column) => sql.ref(column)));
  await sql`alter table ${sql.table(name)} rename to before`.execute(db);
  await build(db.schema.createTable(name)).modifyEnd(sql`without rowid`).execute();
  await sql`insert into ${sql.table(name)} (${kept}) select ${kept} from before`.execute(db);
  await db.schema.dropTable('before').execute();
}

/** A table whose rows belong to a conversation and go with it. */
function part(table: CreateTableBuilder<string, never>): CreateTableBuilder<string, string> {
  return table.addColumn('conversation', 'text', (col) =>
    col.notNull().references('conversations.id').onDelete('cascade'),
  );
}
