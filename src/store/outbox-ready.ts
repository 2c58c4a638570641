import type { QueryCreator } from 'kysely';
import { free } from './outbox-lease.ts';
import type { Database, Db } from './tables.ts';

/**
 * Conversations whose first row may be tried now; see `Outbox.ready`. Each is found by a look into the tree behind the one
 * before, and its first row by another: a platform that takes nothing for an hour leaves thousands of rows, and reading
 * them all every second would hold up the turns. The looks stand in select lists, since PostgreSQL would make a join of
 * anything else, and read all rows for it.
 * Source: https://wiki.postgresql.org/wiki/Loose_indexscan
 */
export async function ready(
  db: Db,
  platforms: readonly string[],
  now: number,
  limit: number,
): Promise<readonly string[]> {
  if (platforms.length === 0) return [];
  const rows = await db.sql
    .withRecursive('waiting(conversation)', (tables) => waiting(tables))
    .with(
      (cte) => cte('heads').materialized(),
      (tables) =>
        tables.selectFrom('waiting').select((eb) => [
          'waiting.conversation',
          eb
            .selectFrom('outbox')
            .select((of) =>
              of
                .case()
                .when(of.and([of('outbox.platform', 'in', platforms), free(db, of, now)]))
                .then(of.ref('outbox.next_at'))
                .end()
                .as('due'),
            )
            .whereRef('outbox.conversation', '=', 'waiting.conversation')
            .orderBy('outbox.id')
            .limit(1)
            .as('due'),
        ]),
    )
    .selectFrom('heads')
    .select('heads.conversation')
    .where('heads.due', 'is not', null)
    .orderBy('heads.due')
    .orderBy('heads.conversation')
    .limit(limit)
    .execute();
  return rows.flatMap(({ conversation }) => conversation ?? []);
}

type Waiting = Database & { readonly waiting: { readonly conversation: string | null } };

function waiting(tables: QueryCreator<Waiting>) {
  return tables
    .selectFrom('outbox')
    .select((eb) => eb.fn.min<string | null>('conversation').as('conversation'))
    .unionAll(
      tables
        .selectFrom('waiting')
        .select((eb) =>
          eb
            .selectFrom('outbox')
            .select((of) => of.fn.min('outbox.conversation').as('next'))
            .whereRef('outbox.conversation', '>', 'waiting.conversation')
            .as('conversation'),
        )
        .where('waiting.conversation', 'is not', null),
    );
}
