import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Dialect, Kysely } from 'kysely';
import { type Tables, tablesOn } from './all-tables.ts';
import { compact, emptyLog } from './compact.ts';
import { settings } from './keepsakes.ts';
import { migrate } from './migrate.ts';
import { migrationsFor } from './migrations.ts';
import { outbox } from './outbox.ts';
import { type KeepSince, type Pruned, prune } from './prune.ts';
import type { SavedTurn } from './saved-turn.ts';
import { saveNow } from './saved-turns.ts';
import type { InOneGo } from './sqlite.ts';
import { StoreError } from './store-error.ts';
import type { Database, DatabaseKind, Db } from './tables.ts';
import { type Transactions, transactions } from './transactions.ts';
import { unreachable } from './unreachable.ts';
import { unusableFile } from './unusable-file.ts';

export type { Tables };

export type Store = Tables & {
  readonly kind: DatabaseKind;
  /** All of `work` or nothing of it. `work` may run again when concurrency undid it: it must have no other effect. */
  transaction<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /** Save a turn and nothing else, all of it or nothing: without a transaction around it where one statement does it all. */
  saveTurn(turn: SavedTurn): Promise<void>;
  /** Delete what has outlived its retention. */
  prune(since: KeepSince): Promise<Pruned>;
  /** After deletions: leave nothing of them in any file. Holds up other writers while it runs. */
  compact(): Promise<void>;
  /** The lighter form, for the running service. */
  emptyLog(): Promise<void>;
  /** Throws when the database cannot be reached or written to. */
  ping(): Promise<void>;
  /** False when another living service works on the same SQLite file; null where that does not matter. */
  readonly isAlone: boolean | null;
  close(): Promise<void>;
};

export type StoreOptions = {
  /** postgres:// or postgresql://; wins over `dataFolder`. */
  readonly databaseUrl?: string | undefined;
  /** Folder of the SQLite file; made when it is not there. */
  readonly dataFolder?: string | undefined;
  /** The service itself, as opposed to a command beside it: takes over from a dead one at once, where that is safe. */
  readonly isService?: boolean;
  /** Hears of database connections that broke (they are replaced by themselves); by default a process warning. */
  readonly onConnectionLost?: (error: Error) => void;
};

const FILE_NAME = 'streamchoice.sqlite';
/** Conversations are private to the service's own user. */
const FOLDER_MODE = 0o700;
/** Deadlocks need three parties at one moment; more than a few in a row means something else. */
const TRIES = 5;
/** Whoever was undone would else take its locks again before the one who waited for them has woken up, and undo somebody again. */
const PAUSE_MS = 20;

/**
 * Open the store and bring its schema up to date: PostgreSQL with `databaseUrl`, else SQLite in `dataFolder`.
 * Throws `StoreError` when neither is given, when the database is newer than the program, when a migration fails, when the
 * SQLite file cannot be used or PostgreSQL not be reached.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  try {
    return await open(options);
  } catch (error) {
    if (options.databaseUrl) throw unreachable(error);
    if (!options.dataFolder) throw error;
    throw unusableFile(join(options.dataFolder, FILE_NAME), error);
  }
}

async function open(options: StoreOptions): Promise<Store> {
  await bringUpToDate(options);
  const { dialect, kind, mayRunAgain, inOneGo } = await choose(options, options.isService === true);
  const sql = new Kysely<Database>({ dialect });
  const db: Db = { sql, kind };
  const inTransaction = transactionsWithTables(transactions(sql, dialect, kind));
  const claim =
    options.isService === true && kind === 'sqlite' ? await takeOver(db, options.dataFolder) : null;
  const transaction: Store['transaction'] = (work) => again(() => inTransaction(work), mayRunAgain);
  const tables = tablesOn(db);
  return {
    ...tables,
    kind,
    isAlone: claim === null ? null : claim.isAlone,
    transaction,
    saveTurn: async (turn) => {
      if (inOneGo === null) return again(() => tables.turns.save(turn), mayRunAgain);
      const isSaved = inOneGo((run) => saveNow(db, run, turn));
      if (!isSaved) await transaction((open) => open.turns.save(turn));
    },
    prune: (since) => prune(db, since),
    compact: () => compact(db),
    emptyLog: () => emptyLog(db),
    ping: () => settings(db).set(PING.scope, PING.key, String(Date.now())),
    close: async () => {
      await sql.destroy();
      claim?.release();
    },
  };
}

/** On a connection of its own: a migration may take longer than a turn ever may. */
async function bringUpToDate(options: StoreOptions): Promise<void> {
  const { dialect, kind } = await choose(options, false);
  const sql = new Kysely<Database>({ dialect });
  try {
    await migrate(sql, migrationsFor(kind));
  } finally {
    await sql.destroy();
  }
}

/** A reading alone would succeed on a full disk, and on SQLite without any file at all. */
const PING = { scope: 'service', key: 'ping' } as const;

type Claim = { readonly isAlone: boolean; release(): void };

/** With the file to ourselves, leases are those of a process that died: free at once, not when they run out. */
async function takeOver(db: Db, folder = ''): Promise<Claim> {
  const { claimFolder } = await import('./claim-file.ts');
  const claim = claimFolder(folder);
  if (claim === null) return { isAlone: false, release: () => {} };
  await outbox(db).freeAll();
  return { isAlone: true, release: claim.release };
}

type Choice = {
  readonly dialect: Dialect;
  readonly kind: DatabaseKind;
  readonly mayRunAgain: (error: unknown) => boolean;
  readonly inOneGo: InOneGo | null;
};

/** Each driver is loaded only when it is the one in use. */
async function choose(options: StoreOptions, isHurried: boolean): Promise<Choice> {
  if (options.databaseUrl)
    return choosePostgres(
      options.databaseUrl,
      options.onConnectionLost ?? ((error) => process.emitWarning(error)),
      isHurried,
    );
  if (!options.dataFolder) {
    throw new StoreError(
      'STORE_NOT_CONFIGURED',
      'No store is configured. Set DATABASE_URL to a PostgreSQL URL or STREAMCHOICE_DATA to a folder for the SQLite file.',
    );
  }
  await makeFolder(options.dataFolder);
  const { sqliteFile } = await import('./sqlite.ts');
  const file = sqliteFile(join(options.dataFolder, FILE_NAME));
  return { ...file, kind: 'sqlite', mayRunAgain: () => false };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  } catch (error) {
    throw new StoreError(
      'STORE_UNUSABLE_FILE',
      `The data folder ${folder} cannot be made (${error instanceof Error ? error.message : error}). ` +
        'Make it yourself, writable for the user that runs the service, or name another one in STREAMCHOICE_DATA.',
      error,
    );
  }
}

async function choosePostgres(
  url: string,
  onError: (error: Error) => void,
  isHurried: boolean,
): Promise<Choice> {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    const scheme = url.includes('://')
      ? `"${url.slice(0, url.indexOf('://'))}://"`
      : 'something without a scheme';
    throw new StoreError(
      'STORE_BAD_URL',
      `DATABASE_URL must begin with postgres:// or postgresql://; it begins with ${scheme}.`,
    );
  }
  const { mayRunAgain, postgresDialect } = await import('./postgres.ts');
  return { dialect: postgresDialect(url, onError, isHurried), kind: 'postgres', mayRunAgain, inOneGo: null };
}

type InTransaction = <T>(work: (tables: Tables) => Promise<T>) => Promise<T>;

/** The set of tables is made once for each connection. */
function transactionsWithTables(run: Transactions): InTransaction {
  const made = new WeakMap<Db, Tables>();
  const tablesOf = (db: Db): Tables => {
    const tables = made.get(db) ?? tablesOn(db);
    made.set(db, tables);
    return tables;
  };
  return (work) => run((db) => work(tablesOf(db)));
}

async function again<T>(run: () => Promise<T>, mayRunAgain: (error: unknown) => boolean): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (tries >= TRIES || !mayRunAgain(error)) throw error;
      await setTimeout(PAUSE_MS * tries * Math.random());
    }
  }
}
