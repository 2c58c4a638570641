import type { CompiledQuery, RawBuilder } from 'kysely';
import { lease, leaseEnd } from './outbox-lease.ts';
import { ready } from './outbox-ready.ts';
import { type LeasedRow, type NewOutboxRow, outboxId } from './outbox-rows.ts';
import { statement } from './statement.ts';
import type { Db, UndeliveredOutcome } from './tables.ts';

export type { LeasedRow, NewOutboxRow };

/** Identifies one try; an update under an outdated one changes nothing. */
type Try = Pick<LeasedRow, 'conversation' | 'id' | 'attempt'>;

type Retry = Try & { readonly nextAt: number; readonly reason: string; readonly uncertain: boolean };
type GivenUp = Try & { readonly at: number; readonly reason: string };

type OutboxCounts = {
  readonly pending: number;
  readonly failed: number;
  readonly oldestPendingAt: number | null;
};

export type Outbox = {
  add(rows: readonly NewOutboxRow[], at: number): Promise<void>;
  /** Conversations whose first row may be tried now, longest waiting first. */
  ready(platforms: readonly string[], now: number, limit: number): Promise<readonly string[]>;
  /** Take the first row of a conversation for `leaseMs`; null when there is none or somebody else has it. */
  lease(
    conversation: string,
    platforms: readonly string[],
    now: number,
    leaseMs: number,
  ): Promise<LeasedRow | 'not-due' | null>;
  /** Each of these answers false, and changes nothing, when the row has passed into other hands. */
  renew(held: Try, leaseMs: number): Promise<boolean>;
  /** It is out and leaves the outbox. */
  delivered(held: Try): Promise<boolean>;
  retry(held: Retry): Promise<boolean>;
  /** It will never arrive; it moves to the undelivered. In a transaction only, and so is `drop`. */
  fail(held: GivenUp): Promise<boolean>;
  /** Not delivered because it no longer says anything; not a failure. */
  drop(held: GivenUp): Promise<boolean>;
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
    delivered: (held) => delivered(db, held),
    retry: ({ nextAt, reason, uncertain, ...held }) =>
      change(db, held, {
        lease_until: null,
        next_at: nextAt,
        reason,
        uncertain: uncertain ? 1 : 0,
        paced: 0,
      }),
    fail: (held) => giveUp(db, held, 'failed'),
    drop: (held) => giveUp(db, held, 'dropped'),
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

/** Adds a message that was said at `at`, due at once. */
export function newOutboxRow(db: Db, row: NewOutboxRow, at: number): CompiledQuery<unknown> {
  return adding.with(db, { ...row, id: outboxId(row), at });
}

const adding = statement((db, at: NewOutboxRow & { readonly id: number; readonly at: number }) => {
  const { conversation, id, seq, platform, slot, audience, actor, destination, reply, view, trace } = at;
  const row = { conversation, id, seq, platform, slot, audience, actor, destination, reply, view, trace };
  const untried = { attempts: 0, uncertain: 0, paced: 0, postponed: 0 } as const;
  return db.sql.insertInto('outbox').values({ ...row, ...untried, next_at: at.at, created_at: at.at });
});

type Change = {
  readonly lease_until: RawBuilder<number> | null;
  readonly next_at?: number;
  readonly uncertain?: number;
  readonly paced?: number;
  readonly postponed?: number;
  readonly reason?: string | null;
};

async function change(db: Db, held: Try, values: Change): Promise<boolean> {
  const result = await db.sql
    .updateTable('outbox')
    .set(values)
    .where('conversation', '=', held.conversation)
    .where('id', '=', held.id)
    .where('attempts', '=', held.attempt)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

const leaving = statement((db, at: Try) =>
  db.sql
    .deleteFrom('outbox')
    .where('conversation', '=', at.conversation)
    .where('id', '=', at.id)
    .where('attempts', '=', at.attempt)
    .returning(['conversation', 'id', 'platform', 'slot', 'actor', 'trace', 'created_at']),
);

async function delivered(db: Db, { conversation, id, attempt }: Try): Promise<boolean> {
  return (await leaving(db, { conversation, id, attempt })).rows.length === 1;
}

/** It moves, so it must be all or nothing: outside a transaction a crash between the two would lose what became of it. */
async function giveUp(db: Db, held: GivenUp, outcome: UndeliveredOutcome): Promise<boolean> {
  if (db.direct === undefined) throw new Error('A message is given up in a transaction only.');
  const { conversation, id, attempt, reason, at } = held;
  const [row] = (await leaving(db, { conversation, id, attempt })).rows;
  if (row === undefined) return false;
  const values = { ...row, outcome, reason, ended_at: at };
  // The same place after a turn, taken a second time: the first stays.
  const query = db.sql.insertInto('undelivered').values(values);
  await query.onConflict((conflict) => conflict.doNothing()).execute();
  return true;
}

async function counts(db: Db): Promise<OutboxCounts> {
  const waiting = await db.sql
    .selectFrom('outbox')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('created_at').as('oldest')])
    .executeTakeFirst();
  const failed = await db.sql
    .selectFrom('undelivered')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('outcome', '=', 'failed')
    .executeTakeFirst();
  return {
    pending: waiting?.count ?? 0,
    failed: failed?.count ?? 0,
    oldestPendingAt: waiting?.oldest ?? null,
  };
}
