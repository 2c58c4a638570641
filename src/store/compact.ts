import { sql } from 'kysely';
import type { Db } from './tables.ts';

/**
 * Give deleted rows' space back, so that their content is in no file of the database any more. On SQLite that includes the
 * write-ahead log. On PostgreSQL the tables are vacuumed; its own log and backups are kept by whoever runs the server.
 */
export async function compact(db: Db): Promise<void> {
  await sql`vacuum`.execute(db.sql);
  if (db.kind === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(db.sql);
}

/** After a deletion in the running service: the log is emptied without holding up turns for a whole vacuum. */
export async function emptyLog(db: Db): Promise<void> {
  if (db.kind === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(db.sql);
}
