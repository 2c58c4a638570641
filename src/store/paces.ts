import { sql } from 'kysely';
import { databaseNow } from './database-now.ts';
import type { Db } from './tables.ts';

/** How fast posts to one place may follow each other: `burst` at once, then one every `everyMs`. */
export type Pace = { readonly lane: string; readonly everyMs: number; readonly burst: number };

export type Paces = {
  /** Take the next place in a lane; answers how many milliseconds from now it is. */
  take(pace: Pace): Promise<number>;
  /** The platform wants nothing in this lane for so long. */
  hold(lane: string, ms: number): Promise<void>;
  /** Milliseconds for which the lane is held from now on; 0 when it is not. */
  held(lane: string): Promise<number>;
};

/**
 * The pace of posts, shared by all replicas: the generic cell rate algorithm (ITU-T I.371, annex A) in one statement on
 * the database's clock. `due_at` is its theoretical arrival time.
 */
export function paces(db: Db): Paces {
  return {
    take: (pace) => take(db, pace),
    hold: async (lane, ms) => {
      const until = sql<number>`${databaseNow(db)} + ${sql.lit(Math.ceil(ms))}`;
      await db.sql
        .insertInto('paces')
        .values({ lane, due_at: until, held_until: until })
        .onConflict((conflict) => conflict.column('lane').doUpdateSet({ held_until: until }))
        .execute();
    },
    held: async (lane) => {
      const query = db.sql.selectFrom('paces').select(['held_until', databaseNow(db).as('now')]);
      const row = await query.where('lane', '=', lane).executeTakeFirst();
      return row === undefined ? 0 : Math.max(0, row.held_until - row.now);
    },
  };
}

async function take(db: Db, { lane, everyMs, burst }: Pace): Promise<number> {
  const now = databaseNow(db);
  const every = sql.lit(everyMs);
  const latest = db.kind === 'postgres' ? sql.raw('greatest') : sql.raw('max');
  const row = await db.sql
    .insertInto('paces')
    .values({ lane, due_at: sql<number>`${now} + ${every}`, held_until: 0 })
    .onConflict((conflict) =>
      conflict.column('lane').doUpdateSet({
        due_at: sql<number>`${latest}(paces.due_at, paces.held_until, ${now}) + ${every}`,
      }),
    )
    .returning(['due_at', 'held_until', now.as('now')])
    .executeTakeFirstOrThrow();
  const free = row.due_at - everyMs * burst - row.now;
  return Math.max(0, free, row.held_until - row.now);
}
