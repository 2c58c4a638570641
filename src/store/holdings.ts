import type { Db } from './tables.ts';

/** One conversation with every row that belongs to it, as stored; JSON stays text. */
export type Held = {
  readonly id: string;
  readonly platform: string;
  readonly address: string;
  readonly state: string | null;
  readonly version: number;
  readonly updatedAt: number;
  readonly keys: readonly string[];
  readonly messages: readonly { readonly slot: string; readonly ref: string }[];
  readonly transcript: readonly HeldTurn[];
  /** What waits to be delivered. */
  readonly outbox: readonly HeldReply[];
  readonly undelivered: readonly HeldUndelivered[];
  readonly shares: readonly { readonly destination: string; readonly by: string; readonly at: number }[];
  readonly questions: readonly HeldQuestion[];
};
export type HeldTurn = {
  readonly seq: number;
  readonly event: string;
  readonly actor: string;
  readonly replies: string;
  readonly at: number;
};
export type HeldReply = {
  readonly id: number;
  readonly actor: string;
  readonly reply: number | null;
  readonly view: string | null;
};
export type HeldUndelivered = {
  readonly id: number;
  readonly actor: string;
  readonly outcome: string;
  readonly reason: string;
  readonly endedAt: number;
};
export type HeldQuestion = { readonly question: string; readonly by: string | null; readonly at: number };
export type HeldSetting = { readonly scope: string; readonly key: string; readonly value: string };

export type Holdings = {
  /** Conversations of a platform in which this text occurs anywhere; may name a few too many, never too few. */
  mentioning(platform: string, text: string): Promise<readonly string[]>;
  read(id: string): Promise<Held | null>;
  /** The conversation, all its rows, the keys of its deliveries and its unanswered questions. */
  remove(id: string): Promise<void>;
  /** Put state, turns, replies and shares in place of those stored; what waits for `dropFor` is not sent any more. */
  rewrite(held: Held, dropFor: string): Promise<void>;
  /** Unanswered questions of one person, wherever asked. Answers how many went. */
  removeQuestions(by: string): Promise<number>;
  /** Settings whose scope or key contains this text. */
  settings(text: string): Promise<readonly HeldSetting[]>;
  /** Forget who installed the app. */
  forgetInstaller(platform: string, by: string): Promise<number>;
  /** Paces of channels whose name contains this text. */
  removePaces(text: string): Promise<void>;
};

/** Everything that is kept of a person or a workspace, to be handed out or deleted. */
export function holdings(db: Db): Holdings {
  return {
    mentioning: (platform, text) => mentioning(db, platform, text),
    read: (id) => read(db, id),
    remove: (id) => remove(db, id),
    rewrite: (held, dropFor) => rewrite(db, held, dropFor),
    removeQuestions: async (by) => {
      const query = db.sql.deleteFrom('unanswered_questions').where('asked_by', '=', by);
      return Number((await query.executeTakeFirst()).numDeletedRows);
    },
    settings: (text) =>
      db.sql
        .selectFrom('settings')
        .selectAll()
        .where((eb) => eb.or([eb('scope', 'like', containing(text)), eb('key', 'like', containing(text))]))
        .execute(),
    forgetInstaller: async (platform, by) => {
      const query = db.sql.updateTable('installations').set({ installed_by: 'deleted' });
      const matching = query.where('platform', '=', platform).where('installed_by', '=', by);
      return Number((await matching.executeTakeFirst()).numUpdatedRows);
    },
    removePaces: async (text) => {
      await db.sql.deleteFrom('paces').where('lane', 'like', containing(text)).execute();
    },
  };
}

/** A wildcard within the text itself only makes the search wider. */
function containing(text: string): string {
  return `%${text}%`;
}

async function mentioning(db: Db, platform: string, text: string): Promise<readonly string[]> {
  const like = containing(text);
  const rows = await db.sql
    .selectFrom('conversations as c')
    .select('c.id')
    .where('c.platform', '=', platform)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('c.state', 'like', like),
        eb('c.address', 'like', like),
        exists(
          selectFrom('transcript as t')
            .select('t.seq')
            .whereRef('t.conversation', '=', 'c.id')
            .where((of) => of.or([of('t.actor', '=', text), of('t.replies', 'like', like)])),
        ),
        exists(
          selectFrom('outbox as o')
            .select('o.id')
            .whereRef('o.conversation', '=', 'c.id')
            .where((of) => of.or([of('o.actor', '=', text), of('o.view', 'like', like)])),
        ),
        exists(
          selectFrom('undelivered as u')
            .select('u.id')
            .whereRef('u.conversation', '=', 'c.id')
            .where('u.actor', '=', text),
        ),
        exists(
          selectFrom('shares as s')
            .select('s.ref')
            .whereRef('s.conversation', '=', 'c.id')
            .where('s.shared_by', '=', text),
        ),
        exists(
          selectFrom('conversation_keys as k')
            .select('k.key')
            .whereRef('k.conversation', '=', 'c.id')
            .where('k.key', 'like', like),
        ),
      ]),
    )
    .orderBy('c.id')
    .execute();
  return rows.map(({ id }) => id);
}

async function read(db: Db, id: string): Promise<Held | null> {
  const row = await db.sql
    .selectFrom('conversations')
    .select(['id', 'platform', 'address', 'state', 'version', 'updated_at as updatedAt'])
    .where('id', '=', id)
    .$if(db.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined) return null;
  const keys = db.sql.selectFrom('conversation_keys').select('key').where('conversation', '=', id);
  const messages = db.sql.selectFrom('messages').select(['slot', 'ref']).where('conversation', '=', id);
  const turns = db.sql.selectFrom('transcript').select(['seq', 'event', 'actor', 'replies', 'at']);
  const replies = db.sql.selectFrom('outbox').select(['id', 'actor', 'reply', 'view']);
  const undelivered = db.sql.selectFrom('undelivered').select(['id', 'actor', 'outcome', 'reason']);
  const shares = db.sql.selectFrom('shares').select(['destination', 'shared_by as by', 'at']);
  const questions = db.sql.selectFrom('unanswered_questions').select(['question', 'asked_by as by', 'at']);
  return {
    ...row,
    keys: (await keys.execute()).map(({ key }) => key),
    messages: await messages.orderBy('slot').execute(),
    transcript: await turns.where('conversation', '=', id).orderBy('seq').execute(),
    outbox: await replies.where('conversation', '=', id).orderBy('id').execute(),
    undelivered: await undelivered
      .select('ended_at as endedAt')
      .where('conversation', '=', id)
      .orderBy('id')
      .execute(),
    shares: await shares.where('conversation', '=', id).orderBy('at').execute(),
    questions: await questions.where('conversation', '=', id).orderBy('id').execute(),
  };
}

async function remove(db: Db, id: string): Promise<void> {
  await db.sql.deleteFrom('deliveries').where('conversation', '=', id).execute();
  await db.sql.deleteFrom('unanswered_questions').where('conversation', '=', id).execute();
  await db.sql.deleteFrom('conversations').where('id', '=', id).execute();
}

async function rewrite(db: Db, held: Held, dropFor: string): Promise<void> {
  const { id, state, transcript, outbox, undelivered, shares } = held;
  await db.sql.updateTable('conversations').set({ state }).where('id', '=', id).execute();
  for (const { seq, actor, replies } of transcript) {
    const turn = db.sql.updateTable('transcript').set({ actor, replies });
    await turn.where('conversation', '=', id).where('seq', '=', seq).execute();
  }
  const theirs = db.sql.deleteFrom('outbox').where('conversation', '=', id);
  await theirs.where('actor', '=', dropFor).execute();
  for (const { id: row, actor, view } of outbox) {
    const reply = db.sql.updateTable('outbox').set({ actor, view });
    await reply.where('conversation', '=', id).where('id', '=', row).execute();
  }
  for (const { id: row, actor } of undelivered) {
    const one = db.sql.updateTable('undelivered').set({ actor });
    await one.where('conversation', '=', id).where('id', '=', row).execute();
  }
  for (const { destination, at, by } of shares) {
    const share = db.sql.updateTable('shares').set({ shared_by: by });
    await share
      .where('conversation', '=', id)
      .where('destination', '=', destination)
      .where('at', '=', at)
      .execute();
  }
}
