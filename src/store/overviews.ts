import { statement } from './statement.ts';
import type { Db } from './tables.ts';

/** Where a conversation stands, for lists of past ones; `place` is the room it was held in, null when unknown. */
export type Overview = {
  readonly conversation: string;
  readonly platform: string;
  readonly place: string | null;
  /** The person who began it. */
  readonly startedBy: string;
  readonly stage: string;
  readonly headline: string;
  /** When its status last changed. */
  readonly at: number;
};

/** An overview with where its conversation lives, as JSON text. */
export type ListedOverview = Overview & { readonly address: string };

/** Whose or which room's conversations are asked for. */
export type OverviewQuery = {
  readonly platform: string;
  readonly stage?: string;
  readonly limit: number;
} & (
  | { readonly by: 'person'; readonly person: string; readonly place?: string }
  | { readonly by: 'place'; readonly place: string }
);

export type Overviews = {
  /** Note the newest status; the room of the first note stays. */
  note(overview: Overview): Promise<void>;
  /** Newest first. */
  list(query: OverviewQuery): Promise<readonly ListedOverview[]>;
};

/** One line per conversation; goes with the conversation. */
export function overviews(db: Db): Overviews {
  return {
    note: async (overview) => {
      await noting(db, overview);
    },
    list: (query) => list(db, query),
  };
}

const noting = statement((db, at: Overview) => {
  const { conversation, platform, place, startedBy, stage, headline } = at;
  return db.sql
    .insertInto('overviews')
    .values({ conversation, platform, place, started_by: startedBy, stage, headline, at: at.at })
    .onConflict((conflict) => conflict.column('conversation').doUpdateSet({ stage, headline, at: at.at }));
});

function list(db: Db, query: OverviewQuery): Promise<readonly ListedOverview[]> {
  const { platform, stage, limit } = query;
  const person = query.by === 'person' ? query.person : undefined;
  return db.sql
    .selectFrom('overviews as o')
    .innerJoin('conversations as c', 'c.id', 'o.conversation')
    .select(['o.conversation', 'o.platform', 'o.place', 'o.started_by as startedBy', 'o.stage'])
    .select(['o.headline', 'o.at', 'c.address'])
    .where('o.platform', '=', platform)
    .$if(person !== undefined, (some) => some.where('o.started_by', '=', person ?? ''))
    .$if(query.place !== undefined, (some) => some.where('o.place', '=', query.place ?? ''))
    .$if(stage !== undefined, (some) => some.where('o.stage', '=', stage ?? ''))
    .orderBy('o.at', 'desc')
    .orderBy('o.conversation')
    .limit(limit)
    .execute();
}
