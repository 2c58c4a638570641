import type { Db } from './tables.ts';

/** What one person thinks of one reply; `about` is the kind of reply, e.g. a recommendation. */
export type FeedbackRow = {
  readonly conversation: string;
  readonly slot: string;
  readonly person: string;
  readonly about: string;
  readonly vote: string;
  /** One of the offered reasons, for a bad vote. */
  readonly reason: string | null;
  readonly comment: string | null;
  /** Version of the knowledge that the reply rested on. */
  readonly knowledge: string;
  readonly at: number;
};

/** Votes of one kind. */
export type FeedbackCount = {
  readonly about: string;
  readonly vote: string;
  readonly reason: string | null;
  readonly count: number;
};

/** What people think of the recommendations of a conversation. */
export type Votes = { readonly up: number; readonly down: number };

/** A comment without who wrote it. */
export type FeedbackComment = Pick<FeedbackRow, 'about' | 'vote' | 'reason' | 'knowledge' | 'at'> & {
  readonly comment: string;
};

export type Feedback = {
  /** A person's last vote on a reply counts. */
  vote(row: FeedbackRow): Promise<void>;
  /** Delete the votes of a person. */
  forget(person: string): Promise<void>;
  counts(): Promise<readonly FeedbackCount[]>;
  /** Votes on the recommendations of each of these conversations; those without votes are left out. */
  onRecommendations(conversations: readonly string[]): Promise<ReadonlyMap<string, Votes>>;
  /** Newest first. */
  comments(limit: number): Promise<readonly FeedbackComment[]>;
};

/** Votes on replies; they go with their conversation. */
export function feedback(db: Db): Feedback {
  return {
    vote: async (row) => {
      const { conversation: _conversation, slot: _slot, person: _person, ...latest } = row;
      await db.sql
        .insertInto('feedback')
        .values(row)
        .onConflict((conflict) => conflict.columns(['conversation', 'slot', 'person']).doUpdateSet(latest))
        .execute();
    },
    forget: async (person) => {
      await db.sql.deleteFrom('feedback').where('person', '=', person).execute();
    },
    counts: () => counts(db),
    onRecommendations: (conversations) => onRecommendations(db, conversations),
    comments: async (limit) => {
      const rows = await db.sql
        .selectFrom('feedback')
        .select(['about', 'vote', 'reason', 'comment', 'knowledge', 'at'])
        .where('comment', 'is not', null)
        .orderBy('at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, comment: row.comment ?? '' }));
    },
  };
}

async function counts(db: Db): Promise<readonly FeedbackCount[]> {
  const rows = await db.sql
    .selectFrom('feedback')
    .select((eb) => ['about', 'vote', 'reason', eb.fn.countAll<number>().as('count')])
    .groupBy(['about', 'vote', 'reason'])
    .orderBy('about')
    .orderBy('vote')
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

async function onRecommendations(
  db: Db,
  conversations: readonly string[],
): Promise<ReadonlyMap<string, Votes>> {
  if (conversations.length === 0) return new Map();
  const rows = await db.sql
    .selectFrom('feedback')
    .select((eb) => ['conversation', 'vote', eb.fn.countAll<number>().as('count')])
    .where('conversation', 'in', [...conversations])
    .where('about', '=', 'recommendation')
    .groupBy(['conversation', 'vote'])
    .execute();
  const votes = new Map<string, Votes>();
  for (const { conversation, vote, count } of rows)
    votes.set(conversation, { up: 0, down: 0, ...votes.get(conversation), [vote]: Number(count) });
  return votes;
}
