import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { statement } from './statement.ts';
import type { Db } from './tables.ts';

/** A conversation as stored. `state` is JSON text, null until its first turn; `version` counts its turns. */
export type ConversationRow = {
  readonly id: string;
  readonly platform: string;
  readonly address: string;
  readonly state: string | null;
  readonly version: number;
  readonly updatedAt: number;
  /** Version of the knowledge that it goes by; null before its first turn. */
  readonly knowledge: string | null;
  readonly activeDay: number;
};

/** A conversation to begin. `key` is the platform's name for it; `takeKey`: even when another conversation has it. */
type NewConversation = {
  readonly id: string;
  readonly platform: string;
  readonly address: string;
  readonly key: string | null;
  readonly takeKey: boolean;
  readonly at: number;
};

export type Conversations = {
  /** The conversation that a platform key names, or null. */
  findByKey(platform: string, key: string): Promise<string | null>;
  /** Read and, inside a transaction, hold against every other writer until it ends. */
  lock(id: string): Promise<ConversationRow | null>;
  /**
   * On PostgreSQL, outside of transactions, what is asked for in one round of the event loop is one statement; each answer is
   * of a moment after its question.
   */
  read(id: string): Promise<ConversationRow | null>;
  /** False, with nothing kept, when somebody else owns the key and `takeKey` is off. */
  create(conversation: NewConversation): Promise<boolean>;
  /** Let further keys name this conversation, from whichever conversation they named before. */
  bindKeys(platform: string, keys: readonly string[], id: string): Promise<void>;
  setAddress(id: string, address: string): Promise<void>;
};

const COLUMNS = [
  'id',
  'platform',
  'address',
  'state',
  'version',
  'updated_at as updatedAt',
  'knowledge',
  'active_day as activeDay',
] as const;
const DAY_MS = 86_400_000;

/** Days since 1970, as the index of old conversations counts. */
export const dayOf = (at: number): number => Math.floor(at / DAY_MS);

/** Conversations and the platform keys that name them. */
export function conversations(db: Db): Conversations {
  return {
    findByKey: (platform, key) => findByKey(db, platform, key),
    lock: async (id) => (await holding(db, { id })).rows[0] ?? null,
    read: db.kind === 'postgres' && db.direct === undefined ? readTogether(db) : readAlone(db),
    create: (conversation) => create(db, conversation),
    bindKeys: (platform, keys, id) => bindKeys(db, platform, keys, id),
    setAddress: async (id, address) => {
      await db.sql.updateTable('conversations').set({ address }).where('id', '=', id).execute();
    },
  };
}

const conversationOfKey = statement((db, at: { platform: string; key: string }) =>
  db.sql
    .selectFrom('conversation_keys')
    .select('conversation')
    .where('platform', '=', at.platform)
    .where('key', '=', at.key),
);

async function findByKey(db: Db, platform: string, key: string): Promise<string | null> {
  const { rows } = await conversationOfKey(db, { platform, key });
  return rows[0]?.conversation ?? null;
}

type Read = Conversations['read'];

function readAlone(db: Db): Read {
  return async (id) => (await reading(db, { id })).rows[0] ?? null;
}

/** The more turns there are at a time, the fewer messages each of them costs. Nothing is kept from one round to the next. */
function readTogether(db: Db): Read {
  const loader = new DataLoader<string, ConversationRow | null>(
    async (ids) => {
      const { rows } = await readingAll(db, { ids });
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? null);
    },
    { cache: false, batchScheduleFn: setImmediate },
  );
  return (id) => loader.load(id);
}

const reading = statement((db, at: { id: string }) =>
  db.sql.selectFrom('conversations').select(COLUMNS).where('id', '=', at.id),
);

const readingAll = statement((db, at: { ids: readonly string[] }) =>
  db.sql.selectFrom('conversations').select(COLUMNS).where('id', '=', sql<string>`any(${at.ids}::text[])`),
);

/**
 * SQLite has no row locks and needs none: its transactions lock the file when they begin. On PostgreSQL the weaker of
 * the two row locks still excludes other turns and lets rows that belong to the conversation be added meanwhile.
 */
const holding = statement((db, at: { id: string }) =>
  db.sql
    .selectFrom('conversations')
    .select(COLUMNS)
    .where('id', '=', at.id)
    .$if(db.kind === 'postgres', (query) => query.forNoKeyUpdate()),
);

async function create(db: Db, conversation: NewConversation): Promise<boolean> {
  const { id, platform, address, key, takeKey, at } = conversation;
  await db.sql
    .insertInto('conversations')
    .values({
      id,
      platform,
      address,
      state: null,
      schema_version: null,
      knowledge: null,
      version: 0,
      updated_at: at,
      warned_at: null,
      active_day: dayOf(at),
    })
    .execute();
  if (key === null) return true;
  if (takeKey) await bindKeys(db, platform, [key], id);
  if (takeKey || (await claimKey(db, platform, key, id))) return true;
  await db.sql.deleteFrom('conversations').where('id', '=', id).execute();
  return false;
}

async function claimKey(db: Db, platform: string, key: string, id: string): Promise<boolean> {
  const result = await db.sql
    .insertInto('conversation_keys')
    .values({ platform, key, conversation: id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

async function bindKeys(db: Db, platform: string, keys: readonly string[], id: string): Promise<void> {
  if (keys.length === 0) return;
  const rows = [...new Set(keys)].sort().map((key) => ({ platform, key, conversation: id }));
  await db.sql
    .insertInto('conversation_keys')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['platform', 'key']).doUpdateSet({ conversation: id }))
    .execute();
}
