import { type RawBuilder, sql } from 'kysely';
import type { Db } from './tables.ts';

/** Milliseconds since 1970 by the database's clock, the one clock that all replicas share. */
export function databaseNow(db: Pick<Db, 'kind'>): RawBuilder<number> {
  return db.kind === 'postgres'
    ? sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`
    : sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;
}
