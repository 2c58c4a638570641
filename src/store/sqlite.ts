import { DatabaseSync } from 'node:sqlite';
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { SqliteConnection } from './sqlite-connection.ts';
import { BEGIN, COMMIT, ROLLBACK } from './transactions.ts';

/** How long opening waits for another process that holds the file; afterwards see `sqlite-connection.ts`. */
const OPEN_TIMEOUT_MS = 5_000;
/** Pages of log before a checkpoint (40 MB): rarer checkpoints keep the slowest turns short. */
const CHECKPOINT_PAGES = 10_000;

/**
 * Kysely dialect over Node's own SQLite, for one file. WAL with `synchronous = NORMAL`: a killed process loses
 * nothing, a power cut may lose the last moments but never the file (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
export function sqliteDialect(file: string): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new FileDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite can roll back schema changes, so that a migration killed half-way leaves nothing behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** There is one; the driver keeps the queue before it, so that Kysely makes none of its own. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/**
 * Lends out the one connection, in the order it is asked for. Who waits for it waits for the file as well: the patience of
 * each begins when it asks, or a queue before a file that is held would take seconds times its length.
 */
class FileDriver implements Driver {
  readonly #file: string;
  readonly #waiting: (() => void)[] = [];
  #isLent = false;
  #open: { readonly database: DatabaseSync; readonly connection: SqliteConnection } | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  async init(): Promise<void> {
    const database = openDatabase(this.#file);
    this.#open = { database, connection: new SqliteConnection(database) };
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#open === null) throw new Error('The SQLite file is not open.');
    const { connection } = this.#open;
    const asked = performance.now();
    if (this.#isLent) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isLent = true;
    connection.patientSince(asked);
    return connection;
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next === undefined) this.#isLent = false;
    else next();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(BEGIN.sqlite);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(COMMIT);
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(ROLLBACK);
  }

  async destroy(): Promise<void> {
    this.#open?.database.close();
  }
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: OPEN_TIMEOUT_MS });
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = normal');
  database.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  // What was deleted is overwritten, also within a page (https://www.sqlite.org/pragma.html#pragma_secure_delete).
  database.exec('pragma secure_delete = on');
  database.exec('pragma busy_timeout = 0');
  return database;
}
