import { type ExpressionBuilder, type QueryCreator, type RawBuilder, sql } from 'kysely';
import { free, lease, leaseEnd } from './outbox-lease.ts';
import { type LeasedRow, type NewOutboxRow, outboxId } from './outbox-rows.ts';
import { statement } from './statement.ts';
import type { Database, Db } from './tables.ts';

export type { LeasedRow, NewOutboxRow };

/** Identifies one try; an update under an outdated one changes nothing. */
type Try = Pick<LeasedRow, 'conversation' | 'id' | 'attempt'>;

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
  /** Take the first pending row of a conversation for `leaseMs`; null when there is none or somebody else has it. */
  lease(
    conversation: string,
    platforms: readonly string[],
    now: number,
    leaseMs: number,
  ): Promise<LeasedRow | 'not-due' | null>;
  /** Each of these answers false, and changes nothing, when the row has passed into other hands. */
  renew(held: Try, leaseMs: number): Promise<boolean>;
  delivered(held: Finish): Promise<boolean>;
  retry(held: Retry): Promise<boolean>;
  fail(held: Finish & { readonly reason: string }): Promise<boolean>;
  /** Not delivered because it no longer says anything; not a failure. */
  drop(held: Finish & { readonly reason: string }): Promise<boolean>;
  /** Give it back untried until `nextAt`, as uncertain as it was; `paced`: its turn is then. */
  postpone(held: LeasedRow, until: { readonly nextAt: number; readonly paced: boolean }): Promise<boolean>;
  /** End every lease: only for a process that knows to be the only one alive. Answers how many there were. */
  freeAll(): Promise<number>;
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
      change(db, held, {
        lease_until: null,
        next_at: nextAt,
        reason,
        uncertain: uncertain ? 1 : 0,
        paced: 0,
      }),
    fail: ({ at, reason, ...held }) =>
      change(db, held, { status: 'failed', lease_until: null, finished_at: at, reason }),
    drop: ({ at, reason, ...held }) =>
      change(db, held, { status: 'dropped', lease_until: null, finished_at: at, reason }),
    postpone: (held, { nextAt, paced }) =>
      change(db, held, {
        lease_until: null,
        next_at: nextAt,
        uncertain: held.uncertain ? 1 : 0,
        paced: paced ? 1 : 0,
        postponed: held.attempt - held.tries + 1,
      }),
    freeAll: async () => {
      const query = db.sql.updateTable('outbox').set({ lease_until: null });
      const { numUpdatedRows } = await query.where('lease_until', 'is not', null).executeTakeFirst();
      return Number(numUpdatedRows);
    },
    counts: () => counts(db),
  };
}

async function add(db: Db, rows: readonly NewOutboxRow[], at: number): Promise<void> {
  const sent: Promise<unknown>[] = [];
  for (const row of rows) {
    const one = adding(db, { ...row, id: outboxId(row), at });
    // On the connection of a transaction they keep their order without waiting; elsewhere nothing else keeps it.
    if (db.direct === undefined) await one;
    else sent.push(one);
  }
  await Promise.all(sent);
}

const adding = statement((db, at: NewOutboxRow & { readonly id: number; readonly at: number }) => {
  const { conversation, id, seq, platform, slot, audience, actor, destination, reply, view, trace } = at;
  const row = { conversation, id, seq, platform, slot, audience, actor, destination, reply, view, trace };
  const untried = { status: 'pending', attempts: 0, uncertain: 0, paced: 0, postponed: 0 } as const;
  return db.sql.insertInto('outbox').values({ ...row, ...untried, next_at: at.at, created_at: at.at });
});

async function ready(
  db: Db,
  platforms: readonly string[],
  now: number,
  limit: number,
): Promise<readonly string[]> {
  if (platforms.length === 0) return [];
  const rows = await db.sql
    .withRecursive('waiting(conversation)', (tables) => waiting(tables))
    .selectFrom('waiting')
    .innerJoin('outbox', (join) =>
      join
        .onRef('outbox.conversation', '=', 'waiting.conversation')
        .on('outbox.id', '=', (eb) => firstPending(eb)),
    )
    .select('outbox.conversation')
    .where('outbox.platform', 'in', platforms)
    .where((eb) => free(db, eb, now))
    .orderBy('outbox.next_at')
    .orderBy('outbox.id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.conversation);
}

type Waiting = Database & { readonly waiting: { readonly conversation: string | null } };

/**
 * The conversations with pending rows, each found by a look into the index behind the one before: a platform that takes
 * nothing for an hour leaves thousands of rows, and reading them all every second would hold up the turns.
 * Source: https://wiki.postgresql.org/wiki/Loose_indexscan
 */
function waiting(tables: QueryCreator<Waiting>) {
  return tables
    .selectFrom('outbox')
    .select((eb) => eb.fn.min<string | null>('conversation').as('conversation'))
    .where('status', '=', sql.lit('pending'))
    .unionAll(
      tables
        .selectFrom('waiting')
        .select((eb) =>
          eb
            .selectFrom('outbox')
            .select((of) => of.fn.min('outbox.conversation').as('next'))
            .whereRef('outbox.conversation', '>', 'waiting.conversation')
            .where('outbox.status', '=', sql.lit('pending'))
            .as('conversation'),
        )
        .where('waiting.conversation', 'is not', null),
    );
}

function firstPending(eb: ExpressionBuilder<Waiting, 'waiting'>) {
  return eb
    .selectFrom('outbox as first')
    .select((of) => of.fn.min('first.id').as('id'))
    .whereRef('first.conversation', '=', 'waiting.conversation')
    .where('first.status', '=', sql.lit('pending'));
}

type Change = {
  readonly status?: 'delivered' | 'failed' | 'dropped';
  readonly lease_until: RawBuilder<number> | null;
  readonly next_at?: number;
  readonly uncertain?: number;
  readonly paced?: number;
  readonly postponed?: number;
  readonly finished_at?: number;
  readonly reason?: string | null;
};

async function change(db: Db, held: Try, values: Change): Promise<boolean> {
  const result = await db.sql
    .updateTable('outbox')
    .set(values)
    .where('conversation', '=', held.conversation)
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
