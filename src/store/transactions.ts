import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver, Kysely } from 'kysely';
import type { Database, DatabaseKind, Db } from './tables.ts';

/** Runs work on a connection of its own, in one transaction: all of it or, when anything throws, nothing. */
export type Transactions = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

const COMMIT = CompiledQuery.raw('commit');
const ROLLBACK = CompiledQuery.raw('rollback');

/**
 * Transactions on the connections of `sql`. What work runs on is made once for each connection: Kysely's own transactions
 * make it anew for each, at several times the cost of what SQLite does in a turn.
 */
export function transactions(sql: Kysely<Database>, dialect: Dialect, kind: DatabaseKind): Transactions {
  // SQLite is locked at once: one that reads first and writes later would fail when another process wrote in between.
  const begin = CompiledQuery.raw(kind === 'sqlite' ? 'begin immediate' : 'begin');
  const bound = new WeakMap<DatabaseConnection, Db>();
  const boundTo = (connection: DatabaseConnection): Db => {
    const known = bound.get(connection);
    if (known !== undefined) return known;
    const db: Db = { sql: kyselyOn(connection, dialect), kind, direct: connection };
    bound.set(connection, db);
    return db;
  };
  return (work) =>
    sql.getExecutor().provideConnection(async (connection) => {
      await connection.executeQuery(begin);
      try {
        const result = await work(boundTo(connection));
        await connection.executeQuery(COMMIT);
        return result;
      } catch (error) {
        // The first error says what is wrong; that there is nothing to roll back any more (a full disk, a lost connection) follows from it.
        await connection.executeQuery(ROLLBACK).catch(() => {});
        throw error;
      }
    });
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
