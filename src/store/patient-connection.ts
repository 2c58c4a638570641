import { setTimeout as sleep } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/** Below the 2.5 s after which a chat platform is answered whatever happens. */
const PATIENCE_MS = 2_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;
/** SQLITE_BUSY, in the low byte of every extended code: https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * A SQLite connection that waits for another process holding the file (a backup, a command) without holding up this one:
 * SQLite's own waiting would block the event loop, and with it every acknowledgement. Only a statement that begins
 * something can find the file busy, since transactions lock it at once.
 */
export function patientConnection(connection: DatabaseConnection): DatabaseConnection {
  return {
    executeQuery: <R>(query: CompiledQuery) => patiently(() => connection.executeQuery<R>(query)),
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
}

async function patiently<R>(run: () => Promise<QueryResult<R>>): Promise<QueryResult<R>> {
  const end = performance.now() + PATIENCE_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
    }
    await sleep(pause);
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === SQLITE_BUSY
  );
}
