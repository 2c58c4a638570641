import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import { databaseNow } from './database-now.ts';
import type { LeasedRow } from './outbox-rows.ts';
import { statement } from './statement.ts';
import type { Database, Db } from './tables.ts';

/** Take the first row of a conversation; see `Outbox.lease`. */
export async function lease(
  db: Db,
  conversation: string,
  platforms: readonly string[],
  now: number,
  leaseMs: number,
): Promise<LeasedRow | 'not-due' | null> {
  const [row] = (await head(db, { conversation })).rows;
  if (!row || !platforms.includes(row.platform)) return null;
  if (row.nextAt > now) return 'not-due';
  const { id, attempts } = row;
  const { numAffectedRows } = await taking(db, {
    conversation,
    id,
    attempts,
    attempt: attempts + 1,
    now,
    leaseMs,
  });
  if (numAffectedRows !== 1n) return null;
  const { nextAt: _due, attempts: _before, uncertain, paced, postponed, overtaken, ...rest } = row;
  return {
    ...rest,
    attempt: attempts + 1,
    tries: attempts + 1 - postponed,
    uncertain: uncertain === 1,
    paced: paced === 1,
    overtaken: overtaken !== null,
  };
}

const head = statement((db, at: { conversation: string }) =>
  db.sql
    .selectFrom('outbox as o')
    .innerJoin('conversations as c', 'c.id', 'o.conversation')
    .leftJoin('messages as m', (join) =>
      join.onRef('m.conversation', '=', 'o.conversation').onRef('m.slot', '=', 'o.slot'),
    )
    .leftJoin('transcript as t', (join) =>
      join.onRef('t.conversation', '=', 'o.conversation').onRef('t.seq', '=', 'o.seq'),
    )
    .select(['o.id', 'o.conversation', 'o.seq', 'o.platform', 'o.slot', 'o.audience', 'o.actor', 'o.view'])
    .select(['o.reply', 't.replies'])
    .select(['o.destination', 'o.attempts', 'o.uncertain', 'o.created_at as createdAt', 'c.address', 'm.ref'])
    .select(['o.trace', 'o.paced', 'o.postponed', 'o.next_at as nextAt', 'c.version'])
    .select((eb) => later(eb).as('overtaken'))
    .where('o.conversation', '=', at.conversation)
    .orderBy('o.id')
    .limit(1),
);

type Taking = {
  conversation: string;
  id: number;
  attempts: number;
  attempt: number;
  now: number;
  leaseMs: number;
};

const taking = statement((db, at: Taking) =>
  db.sql
    .updateTable('outbox')
    // Uncertain from here on: if this worker dies, nobody knows what became of the try.
    .set({ attempts: at.attempt, uncertain: 1, lease_until: leaseEnd(db, at.leaseMs) })
    .where('conversation', '=', at.conversation)
    .where('id', '=', at.id)
    .where('attempts', '=', at.attempts)
    .where((eb) => free(db, eb, at.now)),
);

/** A row behind this one for the same message, seen by the same people. */
function later(eb: ExpressionBuilder<Database & { o: Database['outbox'] }, 'o'>) {
  return eb
    .selectFrom('outbox as later')
    .select('later.id')
    .whereRef('later.conversation', '=', 'o.conversation')
    .whereRef('later.id', '>', 'o.id')
    .whereRef('later.slot', '=', 'o.slot')
    .whereRef('later.audience', '=', 'o.audience')
    .where('later.destination', 'is', null)
    .where('o.destination', 'is', null)
    .limit(1);
}

/** Due, and in nobody's hands. */
export function free(db: Db, eb: ExpressionBuilder<Database, 'outbox'>, now: number) {
  return eb.and([
    eb('outbox.next_at', '<=', now),
    eb.or([eb('outbox.lease_until', 'is', null), eb('outbox.lease_until', '<=', databaseNow(db))]),
  ]);
}

/** When a lease that begins now ends. */
export function leaseEnd(db: Db, leaseMs: number): RawBuilder<number> {
  return sql<number>`${databaseNow(db)} + ${leaseMs}`;
}
