import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { patientConnection } from './patient-connection.ts';

/** How long opening waits for another process that holds the file; afterwards see `patient-connection.ts`. */
const OPEN_TIMEOUT_MS = 5_000;
/** The store has some 40 distinct statements; the limit only guards against SQL built without bound. */
const CACHED_STATEMENTS = 200;
/** Pages of log before a checkpoint (40 MB): rarer checkpoints keep the slowest turns short. */
const CHECKPOINT_PAGES = 10_000;

/**
 * Kysely dialect over Node's own SQLite, for one file. WAL with `synchronous = NORMAL`: a killed process loses
 * nothing, a power cut may lose the last moments but never the file (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
export function sqliteDialect(file: string): Dialect {
  return new TransactionalSqliteDialect({ database: async () => openDatabase(file) });
}

/** Differs from Kysely's own in that transactions lock at once and schema changes run inside them. */
class TransactionalSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/** A transaction that reads first and writes later would fail, not wait, when another process wrote in between. */
class ImmediateDriver extends SqliteDriver {
  #patient: DatabaseConnection | null = null;

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#patient ??= patientConnection(await super.acquireConnection());
    return this.#patient;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite can roll back schema changes, so that a migration killed half-way leaves nothing behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openDatabase(file: string): SqliteDatabase {
  const database = new DatabaseSync(file, { timeout: OPEN_TIMEOUT_MS });
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = normal');
  database.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  // What was deleted is overwritten, also within a page (https://www.sqlite.org/pragma.html#pragma_secure_delete).
  database.exec('pragma secure_delete = on');
  database.exec('pragma busy_timeout = 0');
  const cache = new Map<string, SqliteStatement>();
  return { close: () => database.close(), prepare: (sql) => prepareOnce(database, cache, sql) };
}

function prepareOnce(
  database: DatabaseSync,
  cache: Map<string, SqliteStatement>,
  sql: string,
): SqliteStatement {
  const known = cache.get(sql);
  if (known) return known;
  const statement = adapt(database.prepare(sql));
  if (cache.size >= CACHED_STATEMENTS) cache.clear();
  cache.set(sql, statement);
  return statement;
}

/** The shape Kysely expects takes parameters as one array; Node's takes them spread. */
function adapt(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}
