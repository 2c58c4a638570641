import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createKnowledgeVersions } from './knowledge-migration.ts';
import { sparePages } from './migration-fewer-pages.ts';
import { keepOnlyWaiting } from './migration-outbox-of-waiting.ts';
import { addOverviewsAndFeedback } from './migration-overviews.ts';
import type { DatabaseKind } from './tables.ts';

/**
 * Every change of the schema, oldest first by name. A released one is never edited: what it made is out there.
 * The same list runs on both databases; only self-numbering columns differ.
 */
export function migrationsFor(kind: DatabaseKind): Readonly<Record<string, Migration>> {
  return {
    '0001-conversations-and-outbox': { up: (db) => first(db, kind) },
    '0002-installations': { up: createInstallations },
    '0003-paces-and-traces': { up: addPacesAndTraces },
    '0004-overviews-and-feedback': { up: addOverviewsAndFeedback },
    '0005-knowledge-versions': { up: (db) => createKnowledgeVersions(db, kind) },
    '0006-fewer-pages': { up: (db) => sparePages(db, kind) },
    '0007-outbox-of-what-waits': { up: (db) => keepOnlyWaiting(db, kind) },
  };
}

async function first(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await createConversations(db);
  await createInbound(db);
  await createOutbox(db, kind);
  await createKnowledgeSide(db, kind);
}

async function createConversations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('id', 'text', (col) => col.primaryKey())
    .addColumn('platform', 'text', (col) => col.notNull())
    .addColumn('address', 'text', (col) => col.notNull())
    .addColumn('state', 'text')
    .addColumn('schema_version', 'integer')
    .addColumn('version', 'integer', (col) => col.notNull())
    .addColumn('updated_at', 'bigint', (col) => col.notNull())
    .execute();
  await createPart(db, 'conversation_keys')
    .addColumn('platform', 'text', (col) => col.notNull())
    .addColumn('key', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('conversation_keys_pk', ['platform', 'key'])
    .execute();
  await createPart(db, 'messages')
    .addColumn('slot', 'text', (col) => col.notNull())
    .addColumn('ref', 'text', (col) => col.notNull())
    .addColumn('posted_at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('messages_pk', ['conversation', 'slot'])
    .execute();
  await createPart(db, 'transcript')
    .addColumn('seq', 'integer', (col) => col.notNull())
    .addColumn('event', 'text', (col) => col.notNull())
    .addColumn('actor', 'text', (col) => col.notNull())
    .addColumn('replies', 'text', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('transcript_pk', ['conversation', 'seq'])
    .execute();
  await db.schema
    .createIndex('conversation_keys_back')
    .on('conversation_keys')
    .column('conversation')
    .execute();
}

async function createInbound(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deliveries')
    .addColumn('platform', 'text', (col) => col.notNull())
    .addColumn('key', 'text', (col) => col.notNull())
    .addColumn('received_at', 'bigint', (col) => col.notNull())
    .addColumn('conversation', 'text', (col) => col.notNull())
    .addColumn('status', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('deliveries_pk', ['platform', 'key'])
    .execute();
  await db.schema.createIndex('deliveries_age').on('deliveries').column('received_at').execute();
}

async function createOutbox(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await createNumbered(db, 'outbox', kind)
    .addColumn('conversation', 'text', (col) =>
      col.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('seq', 'integer', (col) => col.notNull())
    .addColumn('platform', 'text', (col) => col.notNull())
    .addColumn('slot', 'text', (col) => col.notNull())
    .addColumn('audience', 'text', (col) => col.notNull())
    .addColumn('actor', 'text', (col) => col.notNull())
    .addColumn('destination', 'text')
    .addColumn('view', 'text', (col) => col.notNull())
    .addColumn('status', 'text', (col) => col.notNull())
    .addColumn('attempts', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('uncertain', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('next_at', 'bigint', (col) => col.notNull())
    .addColumn('lease_until', 'bigint')
    .addColumn('created_at', 'bigint', (col) => col.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('reason', 'text')
    .execute();
  await db.schema
    .createIndex('outbox_pending')
    .on('outbox')
    .columns(['conversation', 'id'])
    .where(sql.ref('status'), '=', sql.lit('pending'))
    .execute();
  await db.schema.createIndex('outbox_by_conversation').on('outbox').column('conversation').execute();
}

async function createKnowledgeSide(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('settings')
    .addColumn('scope', 'text', (col) => col.notNull())
    .addColumn('key', 'text', (col) => col.notNull())
    .addColumn('value', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('settings_pk', ['scope', 'key'])
    .execute();
  await createPart(db, 'shares')
    .addColumn('destination', 'text', (col) => col.notNull())
    .addColumn('ref', 'text', (col) => col.notNull())
    .addColumn('shared_by', 'text', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('shares_pk', ['conversation', 'destination', 'ref'])
    .execute();
  await createNumbered(db, 'unanswered_questions', kind)
    .addColumn('question', 'text', (col) => col.notNull())
    .addColumn('at', 'bigint', (col) => col.notNull())
    .addColumn('nearest', 'text', (col) => col.notNull())
    .execute();
}

async function createInstallations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('installations')
    .addColumn('platform', 'text', (col) => col.notNull())
    .addColumn('workspace', 'text', (col) => col.notNull())
    .addColumn('sealed', 'text', (col) => col.notNull())
    .addColumn('key_id', 'text', (col) => col.notNull())
    .addColumn('installed_by', 'text', (col) => col.notNull())
    .addColumn('installed_at', 'bigint', (col) => col.notNull())
    .addPrimaryKeyConstraint('installations_pk', ['platform', 'workspace'])
    .execute();
  await db.schema
    .createTable('oauth_states')
    .addColumn('state_hash', 'text', (col) => col.primaryKey())
    .addColumn('data', 'text', (col) => col.notNull())
    .addColumn('expires_at', 'bigint', (col) => col.notNull())
    .execute();
}

/** Pace of posts, where a reply comes from, warnings before expiry, and whose question it was (to be deleted with them). */
async function addPacesAndTraces(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('paces')
    .addColumn('lane', 'text', (col) => col.primaryKey())
    .addColumn('due_at', 'bigint', (col) => col.notNull())
    .addColumn('held_until', 'bigint', (col) => col.notNull())
    .execute();
  await addCounter(db, 'paced');
  await addCounter(db, 'postponed');
  await db.schema.alterTable('outbox').addColumn('trace', 'text').execute();
  await db.schema.alterTable('conversations').addColumn('warned_at', 'bigint').execute();
  await db.schema.alterTable('unanswered_questions').addColumn('conversation', 'text').execute();
  await db.schema.alterTable('unanswered_questions').addColumn('asked_by', 'text').execute();
  await db.schema.createIndex('conversations_age').on('conversations').column('updated_at').execute();
}

async function addCounter(db: Kysely<unknown>, name: string): Promise<void> {
  const table = db.schema.alterTable('outbox');
  await table.addColumn(name, 'integer', (col) => col.notNull().defaultTo(0)).execute();
}

/** A table whose rows belong to a conversation and go with it. */
function createPart(db: Kysely<unknown>, name: string): CreateTableBuilder<string, string> {
  return db.schema
    .createTable(name)
    .addColumn('conversation', 'text', (col) =>
      col.notNull().references('conversations.id').onDelete('cascade'),
    );
}

/** A table with an ascending number that is never given twice. */
function createNumbered(
  db: Kysely<unknown>,
  name: string,
  kind: DatabaseKind,
): CreateTableBuilder<string, string> {
  const table = db.schema.createTable(name);
  return kind === 'sqlite'
    ? table.addColumn('id', 'integer', (col) => col.primaryKey().autoIncrement())
    : table.addColumn('id', 'bigserial', (col) => col.primaryKey());
}
