import { dayOf } from './conversations.ts';
import type { Db } from './tables.ts';

/** Moments in milliseconds since 1970; `platforms` are those on which people can be told something. */
export type Expiry = {
  readonly platforms: readonly string[];
  /** Untouched since. */
  readonly untouchedSince: number;
  /** Told before this. */
  readonly warnedBefore: number;
  /** Where nobody can be told: untouched since. */
  readonly silentSince: number;
  readonly limit: number;
};

export type Aging = {
  /** Conversations untouched since then whose people were not told yet, oldest first. */
  unwarned(platforms: readonly string[], untouchedSince: number, limit: number): Promise<readonly string[]>;
  /** Note that they are told, once: false when a turn or another replica came first. */
  warn(id: string, untouchedSince: number, at: number): Promise<boolean>;
  /** Delete conversations whose time is over; answers how many went. */
  expire(expiry: Expiry): Promise<number>;
};

/** Conversations that nobody has touched for long. */
export function aging(db: Db): Aging {
  return {
    unwarned: async (platforms, untouchedSince, limit) => {
      if (platforms.length === 0) return [];
      const rows = await db.sql
        .selectFrom('conversations')
        .select('id')
        .where('platform', 'in', platforms)
        .where('active_day', '<=', dayOf(untouchedSince))
        .where('updated_at', '<', untouchedSince)
        .where('warned_at', 'is', null)
        .orderBy('updated_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
    warn: async (id, untouchedSince, at) => {
      const query = db.sql.updateTable('conversations').set({ warned_at: at }).where('id', '=', id);
      const still = query.where('updated_at', '<', untouchedSince).where('warned_at', 'is', null);
      return (await still.executeTakeFirst()).numUpdatedRows === 1n;
    },
    expire: (expiry) => expire(db, expiry),
  };
}

async function expire(db: Db, expiry: Expiry): Promise<number> {
  const { platforms, untouchedSince, warnedBefore, silentSince, limit } = expiry;
  const over = db.sql
    .selectFrom('conversations')
    .select('id')
    .where('active_day', '<=', dayOf(untouchedSince))
    .where('updated_at', '<', untouchedSince)
    .where((eb) =>
      eb.or([
        eb('warned_at', '<', warnedBefore),
        eb.and([
          eb('updated_at', '<', silentSince),
          ...(platforms.length === 0 ? [] : [eb('platform', 'not in', platforms)]),
        ]),
      ]),
    )
    .limit(limit);
  // The condition once more: a turn may come between the look and the deletion.
  const gone = await db.sql
    .deleteFrom('conversations')
    .where('id', 'in', over)
    .where('updated_at', '<', untouchedSince)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
