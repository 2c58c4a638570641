import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/** Below the 2.5 s after which a chat platform is answered whatever happens. */
const PATIENCE_MS = 2_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;
/** SQLITE_BUSY, in the low byte of every extended code: https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;
/** The store has some 40 distinct statements; the limit only guards against SQL built without bound. */
const PREPARED = 200;

type Prepared = { readonly statement: StatementSync; readonly isReader: boolean };

/**
 * The one connection to a SQLite file. A statement is prepared once and runs at once. It waits for another process
 * holding the file (a backup, a command) without holding up this one: SQLite's own waiting would block the event loop,
 * and with it every acknowledgement. Only a statement that begins something can find the file busy, since transactions
 * lock it at once.
 */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();
  #patientUntil = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** From now on it serves somebody who has waited since this moment (of `performance.now()`). */
  patientSince(moment: number): void {
    this.#patientUntil = moment + PATIENCE_MS;
  }

  /** Not `async`: the statement has run when this returns. */
  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return Promise.resolve(this.run<R>(query));
    } catch (error) {
      return isBusy(error) ? this.#patiently<R>(query) : Promise.reject(error);
    }
  }

  streamQuery(): never {
    throw new Error('The store reads no streams of rows; limit the query instead.');
  }

  async #patiently<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      await sleep(pause);
      try {
        return this.run<R>(query);
      } catch (error) {
        if (!isBusy(error) || performance.now() > this.#patientUntil) throw error;
      }
    }
  }

  /** Run a statement at once. Throws what SQLite says, also that the file is busy. */
  run<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    const { statement, isReader } = this.#prepared.get(sql) ?? this.#prepare(sql);
    const values = parameters as readonly SQLInputValue[];
    if (isReader) return { rows: statement.all(...values) as R[] };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  #prepare(sql: string): Prepared {
    const statement = this.#database.prepare(sql);
    const prepared = { statement, isReader: statement.columns().length > 0 };
    if (this.#prepared.size >= PREPARED) this.#prepared.clear();
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

/** Whether another process holds the file. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === SQLITE_BUSY
  );
}
