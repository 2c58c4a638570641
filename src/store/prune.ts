import { dayOf } from './conversations.ts';
import type { Db } from './tables.ts';

/** Keep what is younger than these moments (milliseconds since 1970); an absent kind is kept whole. */
export type KeepSince = {
  readonly deliveries?: number;
  /** Messages that never arrived; what waits is never pruned. */
  readonly undelivered?: number;
  /** By the last turn; everything of the conversation goes with it. */
  readonly conversations?: number;
  readonly unanswered?: number;
  /** By the moment they run out, so this is simply the present; the same for `paces`. */
  readonly oauthStates?: number;
  readonly paces?: number;
  /** Versions that no conversation goes by, by when a process last used them. */
  readonly knowledge?: number;
};

export type Pruned = Readonly<Record<keyof KeepSince, number>>;

/** Delete what has outlived its retention; answers how many rows of each kind went. */
export async function prune(db: Db, since: KeepSince): Promise<Pruned> {
  return {
    deliveries: await remove(since.deliveries, (before) =>
      db.sql.deleteFrom('deliveries').where('received_at', '<', before).executeTakeFirst(),
    ),
    undelivered: await remove(since.undelivered, (before) =>
      db.sql.deleteFrom('undelivered').where('ended_at', '<', before).executeTakeFirst(),
    ),
    conversations: await remove(since.conversations, (before) =>
      db.sql
        .deleteFrom('conversations')
        .where('active_day', '<=', dayOf(before))
        .where('updated_at', '<', before)
        .executeTakeFirst(),
    ),
    unanswered: await remove(since.unanswered, (before) =>
      db.sql.deleteFrom('unanswered_questions').where('at', '<', before).executeTakeFirst(),
    ),
    oauthStates: await remove(since.oauthStates, (before) =>
      db.sql.deleteFrom('oauth_states').where('expires_at', '<', before).executeTakeFirst(),
    ),
    paces: await remove(since.paces, (before) =>
      db.sql
        .deleteFrom('paces')
        .where('due_at', '<', before)
        .where('held_until', '<', before)
        .executeTakeFirst(),
    ),
    knowledge: await remove(since.knowledge, (before) =>
      db.sql
        .deleteFrom('knowledge_versions')
        .where('seen_at', '<', before)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('conversations')
                .select('conversations.id')
                .whereRef('conversations.knowledge', '=', 'knowledge_versions.version'),
            ),
          ),
        )
        .executeTakeFirst(),
    ),
  };
}

async function remove(
  before: number | undefined,
  run: (before: number) => Promise<{ numDeletedRows: bigint }>,
): Promise<number> {
  if (before === undefined) return 0;
  return Number((await run(before)).numDeletedRows);
}
