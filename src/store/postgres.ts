import {
  type Dialect,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import { Pool, type PoolClient, type QueryConfig, types } from 'pg';

/**
 * Turns hold a connection for a few milliseconds. Waiting for one costs a busy process a good part of a turn: with ten,
 * 16 clients at a time got a fifth fewer answers from the same CPU; with 20 they got no more than with 16.
 */
const CONNECTIONS = 16;
/** Below the three seconds in which chat platforms want an answer: a database that is down is said to be down. */
const CONNECT_TIMEOUT_MS = 2_500;
/** At the start and in commands nobody waits for an answer, and a busy machine may be slow to make connections. */
const PATIENT_CONNECT_TIMEOUT_MS = 30_000;
/** A turn waits for another on the same conversation; no honest turn takes this long. */
const LOCK_TIMEOUT_MS = 2_000;
/** A server that is frozen or cut off never answers: its connection is given up, a new one is tried. */
const ANSWER_TIMEOUT_MS = 4_000;
/** Frees the locks of a replica that was frozen in the middle of a turn. */
const IDLE_IN_TRANSACTION_MS = 30_000;

/**
 * Kysely dialect over a pool of `pg`. `isHurried`: connections, answers and locks are waited for as long as a chat platform
 * waits, for turns; migrations and commands take the time they need. `onError` hears of connections that broke between two queries; without a
 * listener on each of them Node would end the process.
 */
export function postgresDialect(url: string, onError: (error: Error) => void, isHurried: boolean): Dialect {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: isHurried ? CONNECT_TIMEOUT_MS : PATIENT_CONNECT_TIMEOUT_MS,
    ...(isHurried ? { lock_timeout: LOCK_TIMEOUT_MS, query_timeout: ANSWER_TIMEOUT_MS } : {}),
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    // What does not wait for an answer is sent at once: a turn then takes four round trips instead of ten.
    pipeline: true,
    application_name: 'streamchoice',
    types: { getTypeParser },
  });
  pool.on('connect', (client) => client.on('error', onError));
  // The pool repeats what an idle connection of its own has just reported.
  pool.on('error', () => {});
  return new PostgresDialect({ pool: discarding(pool) });
}

/** What `pg` says when `query_timeout` has passed. */
const NO_ANSWER = 'Query read timeout';

/** The same pool, but a connection on which an answer was missed is closed instead of being lent again. */
function discarding(pool: Pool): PostgresPool {
  // Kysely and the store keep what they make for a connection by this object.
  const wrapped = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? discardingClient(client);
      wrapped.set(client, known);
      return known;
    },
  };
}

function discardingClient(client: PoolClient): PostgresPoolClient {
  let isMute = false;
  let begun: Promise<unknown> | null = null;
  const query = async (
    text: string,
    parameters: readonly unknown[],
  ): Promise<PostgresQueryResult<unknown>> => {
    if (isMute) throw new Error(NO_ANSWER);
    const before = begun;
    const sent = client.query(prepared(text, parameters)) as Promise<PostgresQueryResult<unknown>>;
    if (text === 'begin') {
      // Its answer is awaited with that of the first statement, which follows at once.
      begun = sent;
      begun.catch(() => {});
      return { command: 'SELECT', rowCount: 0, rows: [] };
    }
    begun = null;
    try {
      return (await Promise.all([sent, before]))[0];
    } catch (error) {
      isMute = error instanceof Error && error.message === NO_ANSWER;
      throw error;
    }
  };
  const release = (destroy?: boolean): void => client.release(isMute || destroy === true);
  return { query: query as PostgresPoolClient['query'], release };
}

/** Statements prepared on a connection; the store has some 40, the limit only guards against SQL built without bound. */
const PREPARED = 200;
const names = new Map<string, string>();

/**
 * A statement that the server parses and plans once per connection, by its name. Transaction control has no parameters and
 * goes as it is.
 */
function prepared(text: string, parameters: readonly unknown[]): QueryConfig {
  const values = [...parameters];
  if (values.length === 0) return { text };
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= PREPARED) return { text, values };
    name = `s${names.size}`;
    names.set(text, name);
  }
  return { name, text, values };
}

/** int8 as a number: ours are counters and milliseconds, far below 2^53. */
const getTypeParser: typeof types.getTypeParser = (id: number, format?: 'text' | 'binary') =>
  id === types.builtins.INT8 ? Number : types.getTypeParser(id, format as 'text');

/** Serialization failure and deadlock: the transaction did nothing and may simply run again. */
const RUN_AGAIN = new Set(['40001', '40P01']);

/** Whether PostgreSQL undid the transaction for reasons of concurrency alone. */
export function mayRunAgain(error: unknown): boolean {
  return error instanceof Error && 'code' in error && RUN_AGAIN.has(String(error.code));
}
