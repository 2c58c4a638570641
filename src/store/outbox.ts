import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import type { Database, Db } from './tables.ts';

/** One reply to hand to a platform; `view` is JSON text. */
export type NewOutboxRow = {
  readonly conversation: string;
  readonly seq: number;
  readonly platform: string;
  readonly slot: string;
  readonly audience: string;
  readonly actor: string;
  /** Another place than the conversation's own, for shares; null for the conversation itself. */
  readonly destination: string | null;
  readonly view: string;
};

/** A row in the hands of one worker. `attempt` is its fencing number: whoever comes later holds a higher one. */
export type LeasedRow = NewOutboxRow & {
  readonly id: number;
  readonly attempt: number;
  /** A try before this one ended without anybody knowing whether the message arrived. */
  readonly uncertain: boolean;
  readonly createdAt: number;
  readonly address: string;
  readonly ref: string | null;
};

/** Identifies one try; an update under an outdated one changes nothing. */
type Try = Pick<LeasedRow, 'id' | 'attempt'>;

type Retry = Try & { readonly nextAt: number; readonly reason: string; readonly uncertain: boolean };
type Finish = Try & { readonly at: number };

type OutboxCounts = {
  readonly pending: number;
  readonly failed: number;
  readonly oldestPendingAt: number | null;
};

export type Outbox = {
  add(rows: readonly NewOutboxRow[], at: number): Promise<void>;
  /** Conversations whose first pending row may be tried now, longest waiting first. */
  ready(platforms: readonly string[], now: number, limit: number): Promise<readonly string[]>;
  /** Take the first pending row of a conversation for `leaseMs`; null when there is none or it may not be tried now. */
  lease(
    conversation: string,
    platforms: readonly string[],
    now: number,
    leaseMs: number,
  ): Promise<LeasedRow | null>;
  /** Each of these answers false, and changes nothing, when the row has passed into other hands. */
  renew(held: Try, leaseMs: number): Promise<boolean>;
  delivered(held: Finish): Promise<boolean>;
  retry(held: Retry): Promise<boolean>;
  fail(held: Finish & { readonly reason: string }): Promise<boolean>;
  counts(): Promise<OutboxCounts>;
};

/**
 * Replies on their way to a platform, in order per conversation. A lease lets one worker at a time try a row; leases
 * run on the database's clock, the one clock that all replicas share.
 */
export function outbox(db: Db): Outbox {
  return {
    add: (rows, at) => add(db, rows, at),
    ready: (platforms, now, limit) => ready(db, platforms, now, limit),
    lease: (conversation, platforms, now, leaseMs) => lease(db, conversation, platforms, now, leaseMs),
    renew: (held, leaseMs) => change(db, held, { lease_until: leaseEnd(db, leaseMs) }),
    delivered: ({ at, ...held }) =>
      change(db, held, {
        status: 'delivered',
        lease_until: null,
        finished_at: at,
        uncertain: 0,
        reason: null,
      }),
    retry: ({ nextAt, reason, uncertain, ...held }) =>
      change(db, held, { lease_until: null, next_at: nextAt, reason, uncertain: uncertain ? 1 : 0 }),
    fail: ({ at, reason, ...held }) =>
      change(db, held, { status: 'failed', lease_until: null, finished_at: at, reason }),
    counts: () => counts(db),
  };
}

async function add(db: Db, rows: readonly NewOutboxRow[], at: number): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => ({
    ...row,
    status: 'pending' as const,
    attempts: 0,
    uncertain: 0,
    next_at: at,
    created_at: at,
  }));
  await db.sql.insertInto('outbox').values(values).execute();
}

async function ready(
  db: Db,
  platforms: readonly string[],
  now: number,
  limit: number,
): Promise<readonly string[]> {
  if (platforms.length === 0) return [];
  const rows = await db.sql
    .selectFrom('outbox')
    .select('conversation')
    .where('platform', 'in', platforms)
    .where((eb) => free(db, eb, now))
    .where((eb) => eb.not(eb.exists(earlierPending(eb))))
    .orderBy('next_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.conversation);
}

async function lease(
  db: Db,
  conversation: string,
  platforms: readonly string[],
  now: number,
  leaseMs: number,
): Promise<LeasedRow | null> {
  const row = await head(db, conversation);
  if (!row || !platforms.includes(row.platform)) return null;
  const taken = await db.sql
    .updateTable('outbox')
    // Uncertain from here on: if this worker dies, nobody knows what became of the try.
    .set({ attempts: row.attempts + 1, uncertain: 1, lease_until: leaseEnd(db, leaseMs) })
    .where('id', '=', row.id)
    .where('attempts', '=', row.attempts)
    .where((eb) => free(db, eb, now))
    .executeTakeFirst();
  if (taken.numUpdatedRows !== 1n) return null;
  const { attempts, uncertain, ...rest } = row;
  return { ...rest, attempt: attempts + 1, uncertain: uncertain === 1 };
}

function head(db: Db, conversation: string) {
  return db.sql
    .selectFrom('outbox as o')
    .innerJoin('conversations as c', 'c.id', 'o.conversation')
    .leftJoin('messages as m', (join) =>
      join.onRef('m.conversation', '=', 'o.conversation').onRef('m.slot', '=', 'o.slot'),
    )
    .select(['o.id', 'o.conversation', 'o.seq', 'o.platform', 'o.slot', 'o.audience', 'o.actor', 'o.view'])
    .select(['o.destination', 'o.attempts', 'o.uncertain', 'o.created_at as createdAt', 'c.address', 'm.ref'])
    .where('o.conversation', '=', conversation)
    .where('o.status', '=', sql.lit('pending'))
    .orderBy('o.id')
    .limit(1)
    .executeTakeFirst();
}

/** Pending, due, and in nobody's hands. `pending` is spelled out so that the partial index serves. */
function free(db: Db, eb: ExpressionBuilder<Database, 'outbox'>, now: number) {
  return eb.and([
    eb('outbox.status', '=', sql.lit('pending')),
    eb('outbox.next_at', '<=', now),
    eb.or([eb('outbox.lease_until', 'is', null), eb('outbox.lease_until', '<=', databaseNow(db))]),
  ]);
}

function earlierPending(eb: ExpressionBuilder<Database, 'outbox'>) {
  return eb
    .selectFrom('outbox as earlier')
    .select('earlier.id')
    .whereRef('earlier.conversation', '=', 'outbox.conversation')
    .whereRef('earlier.id', '<', 'outbox.id')
    .where('earlier.status', '=', sql.lit('pending'));
}

type Change = {
  readonly status?: 'delivered' | 'failed';
  readonly lease_until: RawBuilder<number> | null;
  readonly next_at?: number;
  readonly uncertain?: number;
  readonly finished_at?: number;
  readonly reason?: string | null;
};

async function change(db: Db, held: Try, values: Change): Promise<boolean> {
  const result = await db.sql
    .updateTable('outbox')
    .set(values)
    .where('id', '=', held.id)
    .where('attempts', '=', held.attempt)
    .where('status', '=', sql.lit('pending'))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

async function counts(db: Db): Promise<OutboxCounts> {
  const rows = await db.sql
    .selectFrom('outbox')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count'), eb.fn.min('created_at').as('oldest')])
    .where('status', 'in', ['pending', 'failed'])
    .groupBy('status')
    .execute();
  const of = (status: string) => rows.find((row) => row.status === status);
  return {
    pending: of('pending')?.count ?? 0,
    failed: of('failed')?.count ?? 0,
    oldestPendingAt: of('pending')?.oldest ?? null,
  };
}

function leaseEnd(db: Db, leaseMs: number): RawBuilder<number> {
  return sql<number>`${databaseNow(db)} + ${sql.lit(leaseMs)}`;
}

/** Milliseconds since 1970 by the database's clock. */
function databaseNow(db: Db): RawBuilder<number> {
  return db.kind === 'postgres'
    ? sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`
    : sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;
}
