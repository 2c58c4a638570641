import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from './tables.ts';

/**
 * Versions of the knowledge that conversations began with, and by which version each conversation goes. Conversations
 * that are there already get theirs out of their state: as JSON where SQLite can check it, and by its form on
 * PostgreSQL, where a quote inside somebody's words is escaped and cannot be taken for it.
 */
export async function createKnowledgeVersions(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  await db.schema
    .createTable('knowledge_versions')
    .addColumn('version', 'text', (col) => col.primaryKey())
    .addColumn('content', 'text', (col) => col.notNull())
    .addColumn('activated_at', 'bigint', (col) => col.notNull())
    .addColumn('seen_at', 'bigint', (col) => col.notNull())
    .execute();
  await db.schema.alterTable('conversations').addColumn('knowledge', 'text').execute();
  await db.schema.createIndex('conversations_knowledge').on('conversations').column('knowledge').execute();
  if (kind === 'sqlite')
    await sql`update conversations set knowledge = json_extract(state, '$.knowledge') where json_valid(state)`.execute(
      db,
    );
  else
    await sql`update conversations set knowledge = substring(state from '"knowledge":"([0-9a-f]{12})"')`.execute(
      db,
    );
}
