import { sql } from 'kysely';
import { statement } from './statement.ts';
import { StoreError } from './store-error.ts';
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

/** The outcome of one turn, written only when `from`, the row as it was read, is still the stored one. */
type SavedTurn = {
  readonly id: string;
  readonly from: Pick<ConversationRow, 'version' | 'state' | 'address' | 'knowledge' | 'activeDay'>;
  readonly state: string;
  readonly schemaVersion: number;
  /** Version of the knowledge that the conversation goes by. */
  readonly knowledge: string;
  readonly at: number;
};

export type Conversations = {
  /** The conversation that a platform key names, or null. */
  findByKey(platform: string, key: string): Promise<string | null>;
  /** Read and, inside a transaction, hold against every other writer until it ends. */
  lock(id: string): Promise<ConversationRow | null>;
  read(id: string): Promise<ConversationRow | null>;
  /** False, with nothing kept, when somebody else owns the key and `takeKey` is off. */
  create(conversation: NewConversation): Promise<boolean>;
  save(turn: SavedTurn): Promise<void>;
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
    read: async (id) => (await reading(db, { id })).rows[0] ?? null,
    create: (conversation) => create(db, conversation),
    save: (turn) => save(db, turn),
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

const reading = statement((db, at: { id: string }) =>
  db.sql.selectFrom('conversations').select(COLUMNS).where('id', '=', at.id),
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

type Saving = {
  readonly id: string;
  readonly fromVersion: number;
  readonly fromState: string;
  readonly fromAddress: string;
  readonly version: number;
  readonly state: string;
  readonly schemaVersion: number;
  readonly at: number;
};

/**
 * State and address are compared as well: between two turns words that a person wants deleted are cut out, and posts find
 * their thread.
 * Names no column that an index holds: SQLite would write the page of that index, changed or not. PostgreSQL may have been
 * sent the commit already, so there another version must be an error of the statement itself: a division by nothing.
 */
const saving = statement((db, at: Saving) => {
  const isSame = sql<boolean>`version = ${at.fromVersion}
    and coalesce(state, '') = ${at.fromState} and address = ${at.fromAddress}`;
  const next =
    db.kind === 'sqlite' ? at.version : sql<number>`${at.version} / (case when ${isSame} then 1 else 0 end)`;
  return db.sql
    .updateTable('conversations')
    .set({
      state: at.state,
      schema_version: at.schemaVersion,
      version: next,
      updated_at: at.at,
      warned_at: null,
    })
    .where('id', '=', at.id)
    .$if(db.kind === 'sqlite', (query) => query.where(isSame));
});

/** What indexes hold changes once a day, and with the knowledge. */
const reindexing = statement((db, at: { id: string; knowledge: string; activeDay: number }) =>
  db.sql
    .updateTable('conversations')
    .set({ knowledge: at.knowledge, active_day: at.activeDay })
    .where('id', '=', at.id),
);

async function save(db: Db, { id, from, knowledge, state, schemaVersion, at }: SavedTurn): Promise<void> {
  const version = from.version + 1;
  const before = { fromVersion: from.version, fromState: from.state ?? '', fromAddress: from.address };
  const saved = saving(db, { id, ...before, version, state, schemaVersion, at });
  const activeDay = dayOf(at);
  const isIndexed = knowledge === from.knowledge && activeDay === from.activeDay;
  // Sent at once, and not after the answer: the commit may follow before that.
  const indexed = isIndexed ? null : reindexing(db, { id, knowledge, activeDay });
  const [changed] = await Promise.all([
    saved.then(({ numAffectedRows }) => numAffectedRows === 1n, isOtherVersion),
    indexed?.catch(isOtherVersion),
  ]);
  if (changed) return;
  throw new StoreError(
    'STORE_CONFLICT',
    `Conversation ${id} was expected at version ${from.version} and was not there: another writer changed it. ` +
      'Nothing of this turn was saved; deliver it again.',
  );
}

/** Division by nothing, and what follows it in an aborted transaction; anything else is thrown on. */
function isOtherVersion(error: unknown): false {
  if (error instanceof Error && 'code' in error && OTHER_VERSION.has(String(error.code))) return false;
  throw error;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const OTHER_VERSION = new Set(['22012', '25P02']);

async function bindKeys(db: Db, platform: string, keys: readonly string[], id: string): Promise<void> {
  if (keys.length === 0) return;
  const rows = [...new Set(keys)].sort().map((key) => ({ platform, key, conversation: id }));
  await db.sql
    .insertInto('conversation_keys')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['platform', 'key']).doUpdateSet({ conversation: id }))
    .execute();
}
