import { Kysely, PostgresAdapter, PostgresQueryCompiler, SqliteQueryCompiler } from 'kysely';
import { describe, expect, it } from 'vitest';
import { statement } from '../../src/store/statement.ts';
import type { Database, DatabaseKind, Db } from '../../src/store/tables.ts';

type Ran = { readonly sql: string; readonly parameters: readonly unknown[] };

/** A database that only notes what it is asked to run. */
function noting(kind: DatabaseKind): { readonly db: Db; readonly ran: Ran[] } {
  const ran: Ran[] = [];
  const connection = {
    executeQuery: async ({ sql, parameters }: Ran) => {
      ran.push({ sql, parameters });
      return { rows: [] };
    },
    streamQuery: () => {
      throw new Error('Nothing is streamed here.');
    },
  };
  const sql = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () =>
        kind === 'postgres' ? new PostgresQueryCompiler() : new SqliteQueryCompiler(),
      createIntrospector: () => {
        throw new Error('Nothing is looked at here.');
      },
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        beginTransaction: async () => {},
        commitTransaction: async () => {},
        rollbackTransaction: async () => {},
        releaseConnection: async () => {},
        destroy: async () => {},
      }),
    },
  });
  return { db: { sql, kind }, ran };
}

let built = 0;
const changing = statement((db, at: { key: string; value: string | null; limit: number }) => {
  built += 1;
  return db.sql
    .updateTable('outbox')
    .set({ reason: at.value, actor: at.key, uncertain: 1 })
    .where('slot', '=', at.key)
    .where('id', '<', at.limit);
});

describe('a statement', () => {
  it('is built once for each database and run with the values of each run in their places', async () => {
    const [one, other] = [noting('sqlite'), noting('postgres')];

    await changing(one.db, { key: 'a', value: null, limit: 3 });
    await changing(one.db, { key: 'b', value: 'why', limit: 4 });
    await changing(other.db, { key: 'c', value: 'so', limit: 5 });

    expect(built).toBe(2);
    expect(one.ran.map(({ parameters }) => parameters)).toEqual([
      [null, 'a', 1, 'a', 3],
      ['why', 'b', 1, 'b', 4],
    ]);
    expect(other.ran).toEqual([
      {
        sql: 'update "outbox" set "reason" = $1, "actor" = $2, "uncertain" = $3 where "slot" = $4 and "id" < $5',
        parameters: ['so', 'c', 1, 'c', 5],
      },
    ]);
  });
});
