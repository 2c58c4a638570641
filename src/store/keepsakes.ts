import type { Db } from './tables.ts';

export type Messages = {
  /** Remember as which platform message a slot was last posted. */
  save(message: { conversation: string; slot: string; ref: string; at: number }): Promise<void>;
  /** The message is gone; the slot is as if never posted. */
  forget(conversation: string, slot: string): Promise<void>;
};

export type Settings = {
  get(scope: string, key: string): Promise<string | null>;
  set(scope: string, key: string, value: string): Promise<void>;
  /** Set it unless it is set; true for the one who did, whichever replica. */
  claim(scope: string, key: string, value: string): Promise<boolean>;
  remove(scope: string, key: string): Promise<void>;
};

/** A recommendation posted to another room; `ref` is the platform's id of that post. */
type Share = {
  readonly conversation: string;
  readonly destination: string;
  readonly ref: string;
  readonly by: string;
  readonly at: number;
};

export type Shares = {
  add(share: Share): Promise<void>;
  /** The post is gone from that room. */
  remove(conversation: string, destination: string): Promise<void>;
  of(conversation: string): Promise<readonly Share[]>;
};

/** A question without an answer in the knowledge base and the section ids or topics nearest to it. */
type Unanswered = {
  readonly question: string;
  readonly at: number;
  readonly nearest: readonly string[];
};

export type UnansweredQuestions = {
  /** `conversation` and `by` serve to delete it with them. */
  add(question: Unanswered & { readonly conversation: string; readonly by: string }): Promise<void>;
  /** Newest first. */
  latest(limit: number): Promise<readonly Unanswered[]>;
};

/** Platform messages by slot. */
export function messages(db: Db): Messages {
  return {
    save: async ({ conversation, slot, ref, at }) => {
      await db.sql
        .insertInto('messages')
        .values({ conversation, slot, ref, posted_at: at })
        .onConflict((conflict) =>
          conflict.columns(['conversation', 'slot']).doUpdateSet({ ref, posted_at: at }),
        )
        .execute();
    },
    forget: async (conversation, slot) => {
      const query = db.sql.deleteFrom('messages').where('conversation', '=', conversation);
      await query.where('slot', '=', slot).execute();
    },
  };
}

/** Small values by scope (a workspace, a person, a channel) and key. */
export function settings(db: Db): Settings {
  return {
    get: async (scope, key) => {
      const query = db.sql.selectFrom('settings').select('value');
      const row = await query.where('scope', '=', scope).where('key', '=', key).executeTakeFirst();
      return row?.value ?? null;
    },
    set: async (scope, key, value) => {
      await db.sql
        .insertInto('settings')
        .values({ scope, key, value })
        .onConflict((conflict) => conflict.columns(['scope', 'key']).doUpdateSet({ value }))
        .execute();
    },
    claim: async (scope, key, value) => {
      const result = await db.sql
        .insertInto('settings')
        .values({ scope, key, value })
        .onConflict((conflict) => conflict.columns(['scope', 'key']).doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
    },
    remove: async (scope, key) => {
      await db.sql.deleteFrom('settings').where('scope', '=', scope).where('key', '=', key).execute();
    },
  };
}

/** Where recommendations were shared, so that a share is updated instead of repeated. */
export function shares(db: Db): Shares {
  return {
    add: async ({ by, ...share }) => {
      await db.sql
        .insertInto('shares')
        .values({ ...share, shared_by: by })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    remove: async (conversation, destination) => {
      const query = db.sql.deleteFrom('shares').where('conversation', '=', conversation);
      await query.where('destination', '=', destination).execute();
    },
    of: (conversation) =>
      db.sql
        .selectFrom('shares')
        .select(['conversation', 'destination', 'ref', 'shared_by as by', 'at'])
        .where('conversation', '=', conversation)
        .orderBy('at')
        .execute(),
  };
}

/** Questions for the maintainers of the knowledge base. */
export function unanswered(db: Db): UnansweredQuestions {
  return {
    add: async ({ question, at, nearest, conversation, by }) => {
      await db.sql
        .insertInto('unanswered_questions')
        .values({ question, at, nearest: JSON.stringify(nearest), conversation, asked_by: by })
        .execute();
    },
    latest: async (limit) => {
      const query = db.sql.selectFrom('unanswered_questions').select(['question', 'at', 'nearest']);
      const rows = await query.orderBy('id', 'desc').limit(limit).execute();
      return rows.map((row) => ({ ...row, nearest: JSON.parse(row.nearest) as string[] }));
    },
  };
}
