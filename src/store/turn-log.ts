import type { CompiledQuery } from 'kysely';
import { momentFirst } from './delivery-keys.ts';
import { statement } from './statement.ts';
import type { Db, DeliveryStatus } from './tables.ts';

/** An inbound delivery that is about to take effect. */
export type DeliveryClaim = {
  readonly platform: string;
  readonly key: string;
  readonly conversation: string;
  readonly status: DeliveryStatus;
  readonly at: number;
};

/** The first claim of a key wins; every later one learns which conversation the first belonged to. */
type ClaimResult =
  | { readonly claimed: true }
  | { readonly claimed: false; readonly conversation: string | null };

export type Deliveries = {
  claim(delivery: DeliveryClaim): Promise<ClaimResult>;
  /** Correct a claim made in this same transaction. */
  amend(claim: Omit<DeliveryClaim, 'at'>): Promise<void>;
};

/** One turn as it happened; `replies` is JSON text. What people typed is not kept here. */
export type TranscriptRow = {
  readonly conversation: string;
  readonly seq: number;
  readonly event: string;
  readonly actor: string;
  readonly replies: string;
  readonly at: number;
};

export type Transcript = {
  /** Entries with a number above `seq`, oldest first; 0 gives all. */
  after(conversation: string, seq: number): Promise<readonly TranscriptRow[]>;
};

/** Which inbound deliveries have had their effect. */
export function deliveries(db: Db): Deliveries {
  return {
    claim: (delivery) => claim(db, { ...delivery, key: stored(db, delivery.key) }),
    amend: async ({ platform, key, conversation, status }) => {
      await db.sql
        .updateTable('deliveries')
        .set({ conversation, status })
        .where('platform', '=', platform)
        .where('key', '=', stored(db, key))
        .execute();
    },
  };
}

/** On PostgreSQL as it is: replicas of two versions may run side by side for a while, and must know each other's keys. */
function stored(db: Db, key: string): string {
  return db.kind === 'sqlite' ? momentFirst(key) : key;
}

/** What was said in each turn, for readers such as the local page. */
export function transcript(db: Db): Transcript {
  return {
    after: (conversation, seq) =>
      db.sql
        .selectFrom('transcript')
        .selectAll()
        .where('conversation', '=', conversation)
        .where('seq', '>', seq)
        .orderBy('seq')
        .execute(),
  };
}

const appending = statement((db, at: TranscriptRow) => {
  const { conversation, seq, event, actor, replies } = at;
  return db.sql.insertInto('transcript').values({ conversation, seq, event, actor, replies, at: at.at });
});

const claiming = statement((db, at: DeliveryClaim) =>
  inserting(db, at).onConflict((conflict) => conflict.doNothing()),
);
const claimingNew = statement((db, at: DeliveryClaim) => inserting(db, at));

/** Claims a key that is most likely new; `isOutdated` tells the error when it is not. */
export function newClaim(db: Db, delivery: DeliveryClaim): CompiledQuery<unknown> {
  return claimingNew.with(db, { ...delivery, key: stored(db, delivery.key) });
}

/** Adds an entry to the transcript. */
export function newEntry(db: Db, entry: TranscriptRow): CompiledQuery<unknown> {
  return appending.with(db, entry);
}

function inserting(db: Db, at: DeliveryClaim) {
  const { platform, key, conversation, status } = at;
  return db.sql.insertInto('deliveries').values({ platform, key, conversation, status, received_at: at.at });
}

async function claim(db: Db, delivery: DeliveryClaim): Promise<ClaimResult> {
  const { platform, key } = delivery;
  const { numAffectedRows } = await claiming(db, delivery);
  if (numAffectedRows === 1n) return { claimed: true };
  const first = await db.sql
    .selectFrom('deliveries')
    .select('conversation')
    .where('platform', '=', platform)
    .where('key', '=', key)
    .executeTakeFirst();
  return { claimed: false, conversation: first?.conversation ?? null };
}
