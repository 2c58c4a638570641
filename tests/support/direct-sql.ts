import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StoreOptions } from '../../src/store/open-store.ts';
import { runSql } from './postgres.ts';

/** Run one statement behind the store's back, e.g. to damage a row or to see what a table holds. */
export async function directSql(
  options: StoreOptions,
  sql: string,
): Promise<readonly Record<string, unknown>[]> {
  if (options.databaseUrl) return runSql(options.databaseUrl, sql);
  const database = new DatabaseSync(join(options.dataFolder ?? '', 'streamchoice.sqlite'), {
    timeout: 5_000,
  });
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}
