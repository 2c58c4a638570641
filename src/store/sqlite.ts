import { DatabaseSync } from 'node:sqlite';
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { isBusy, SqliteConnection } from './sqlite-connection.ts';
import type { RunNow } from './tables.ts';
import { BEGIN, COMMIT, ROLLBACK } from './transactions.ts';

/** How long opening waits for another process that holds the file; afterwards see `sqlite-connection.ts`. */
const OPEN_TIMEOUT_MS = 5_000;
/** Pages of log before a checkpoint (40 MB): rarer checkpoints keep the slowest turns short. */
const CHECKPOINT_PAGES = 10_000;

/** One SQLite file: for Kysely, and for transactions that are over before anything else happens. */
export type SqliteFile = { readonly dialect: Dialect; readonly inOneGo: InOneGo };

/**
 * Run `work` as a transaction from its begin to its commit without waiting for anything; what it throws undoes it. False, and
 * nothing was run, when somebody else has the connection or the file: then it takes one that waits.
 */
export type InOneGo = (work: (run: RunNow) => void) => boolean;

/**
 * Kysely dialect over Node's own SQLite, for one file. WAL with `synchronous = NORMAL`: a killed process loses
 * nothing, a power cut may lose the last moments but never the file (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
export function sqliteFile(file: string): SqliteFile {
  const driver = new FileDriver(file);
  const dialect: Dialect = {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return { dialect, inOneGo: (work) => driver.inOneGo(work) };
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

  inOneGo(work: (run: RunNow) => void): boolean {
    if (this.#open === null || this.#isLent) return false;
    const { connection } = this.#open;
    try {
      connection.run(BEGIN.sqlite);
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    }
    try {
      work((query) => connection.run(query));
      connection.run(COMMIT);
      return true;
    } catch (error) {
      rollBack(connection);
      throw error;
    }
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

/** What made it necessary says more than that there was nothing to roll back any more (a full disk). */
function rollBack(connection: SqliteConnection): void {
  try {
    connection.run(ROLLBACK);
  } catch {}
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
