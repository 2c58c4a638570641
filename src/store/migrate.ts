import { type Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { StoreError } from './store-error.ts';
import type { Database } from './tables.ts';

/**
 * Bring the database up to this program's schema. Safe when several replicas start at once. A database that holds a
 * migration this program does not know is refused and left as it is: an older program would misread its rows.
 */
export async function migrate(
  db: Kysely<Database>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  await refuseNewer(db, Object.keys(migrations));
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'none was begun';
  throw new StoreError(
    'STORE_MIGRATION_FAILED',
    `The database could not be brought up to date (migration: ${failed}); its changes were rolled back. ` +
      'The cause says why; mend that and start again.',
    error,
  );
}

async function refuseNewer(db: Kysely<Database>, known: readonly string[]): Promise<void> {
  const unknown = (await executed(db)).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new StoreError(
    'STORE_NEWER',
    `The database is newer than this program: it holds the migration "${unknown.at(-1)}", ` +
      `the newest this program knows is "${known.toSorted().at(-1)}". ` +
      'Start the program version that made it, or restore a backup from before that update.',
  );
}

async function executed(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db);
  return rows.map((row) => row.name);
}
