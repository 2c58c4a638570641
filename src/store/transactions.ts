import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver, Kysely } from 'kysely';
import { SqliteConnection } from './sqlite-connection.ts';
import type { Database, DatabaseKind, Db } from './tables.ts';

/** Runs work on a connection of its own, in one transaction: all of it or, when anything throws, nothing. */
export type Transactions = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/** SQLite is locked at once: a transaction that reads first and writes later would fail when another process wrote in between. */
export const BEGIN: Readonly<Record<DatabaseKind, CompiledQuery>> = {
  sqlite: CompiledQuery.raw('begin immediate'),
  postgres: CompiledQuery.raw('begin'),
};
export const COMMIT = CompiledQuery.raw('commit');
export const ROLLBACK = CompiledQuery.raw('rollback');

/**
 * Transactions on the connections of `sql`. What work runs on is made once for each connection: Kysely's own transactions
 * make it anew for each, at several times the cost of what SQLite does in a turn.
 */
export function transactions(sql: Kysely<Database>, dialect: Dialect, kind: DatabaseKind): Transactions {
  const bound = new WeakMap<DatabaseConnection, Bound>();
  const boundTo = (connection: DatabaseConnection): Bound => {
    const known = bound.get(connection);
    if (known !== undefined) return known;
    const db = {
      sql: kyselyOn(connection, dialect),
      kind,
      direct: connection,
      last: [],
      ...nowOn(connection),
    };
    bound.set(connection, db);
    return db;
  };
  return (work) =>
    sql.getExecutor().provideConnection(async (connection) => {
      const db = boundTo(connection);
      await connection.executeQuery(BEGIN[kind]);
      try {
        const result = await work(db);
        await commit(db);
        return result;
      } catch (error) {
        // The first error says what is wrong; that there is nothing to roll back any more (a full disk, a lost connection) follows from it.
        await connection.executeQuery(ROLLBACK).catch(() => {});
        throw error;
      } finally {
        db.last.length = 0;
      }
    });
}

type Bound = Db & { readonly direct: DatabaseConnection; readonly last: Promise<unknown>[] };

function nowOn(connection: DatabaseConnection): Pick<Db, 'now'> {
  return connection instanceof SqliteConnection ? { now: (query) => connection.run(query) } : {};
}

/**
 * PostgreSQL is sent the commit right behind the last statements: when one of them fails it rolls back instead, and says so
 * for that statement (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING). SQLite goes on
 * after a statement that failed, so that is seen first.
 */
async function commit({ kind, direct, last }: Bound): Promise<void> {
  if (kind === 'sqlite') await Promise.all(last);
  const ends = await Promise.allSettled([...last, direct.executeQuery(COMMIT)]);
  const faults = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  if (faults.length > 0) throw faults.find((fault) => !isConsequence(fault)) ?? faults[0];
}

/** Every statement after one that failed is refused too (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
function isConsequence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '25P02';
}

/** A Kysely that knows this one connection and neither opens nor closes it. */
function kyselyOn(connection: DatabaseConnection, dialect: Dialect): Kysely<Database> {
  const nothing = async (): Promise<void> => {};
  const driver: Driver = {
    init: nothing,
    acquireConnection: async () => connection,
    releaseConnection: nothing,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    destroy: nothing,
  };
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createDriver: () => driver,
    },
  });
}
