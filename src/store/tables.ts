import type { CompiledQuery, DatabaseConnection, Generated, Kysely, QueryResult } from 'kysely';

/**
 * The tables as both databases hold them: text, integers and milliseconds only, JSON as text, so that one
 * implementation serves SQLite and PostgreSQL alike. Every `*_at` is milliseconds since 1970.
 */
export type Database = {
  readonly deliveries: DeliveryTable;
  readonly conversations: ConversationTable;
  readonly conversation_keys: ConversationKeyTable;
  readonly messages: MessageTable;
  readonly transcript: TranscriptTable;
  readonly outbox: OutboxTable;
  readonly undelivered: UndeliveredTable;
  readonly settings: SettingTable;
  readonly shares: ShareTable;
  readonly unanswered_questions: UnansweredTable;
  readonly paces: PaceTable;
  readonly installations: InstallationTable;
  readonly oauth_states: OAuthStateTable;
  readonly overviews: OverviewTable;
  readonly feedback: FeedbackTable;
  readonly knowledge_versions: KnowledgeVersionTable;
};

/** Which database is behind the store. */
export type DatabaseKind = 'sqlite' | 'postgres';

/**
 * What every table module works on: a connection or an open transaction, and whose dialect it speaks. `direct` is the
 * connection of the transaction, on which compiled statements run without waiting for one another's answers; `last` holds those
 * that are awaited together with the commit; `now`, in a transaction on SQLite, runs a statement at once.
 */
export type Db = {
  readonly sql: Kysely<Database>;
  readonly kind: DatabaseKind;
  readonly direct?: DatabaseConnection;
  readonly last?: Promise<unknown>[];
  readonly now?: RunNow;
};

/** Runs a statement before it returns. Throws what the database says. */
export type RunNow = <R>(query: CompiledQuery<R>) => QueryResult<R>;

/** Inbound deliveries already handled; the key is unique within its platform. */
type DeliveryTable = {
  platform: string;
  key: string;
  received_at: number;
  conversation: string;
  status: DeliveryStatus;
};
export type DeliveryStatus = 'done' | 'damaged';

type ConversationTable = {
  id: string;
  platform: string;
  address: string;
  state: string | null;
  schema_version: number | null;
  /** Version of the knowledge it goes by; null before its first turn. */
  knowledge: string | null;
  /** Turns applied so far; the next turn compares it before it writes. */
  version: number;
  updated_at: number;
  /** When people were told that it will go; null again after each turn. */
  warned_at: number | null;
  /** Days since 1970 of `updated_at`: the index by which old conversations are found changes once a day, not with each turn. */
  active_day: number;
};

type ConversationKeyTable = { platform: string; key: string; conversation: string };

/** The platform's own id of the message that a slot was last posted as. */
type MessageTable = { conversation: string; slot: string; ref: string; posted_at: number };

type TranscriptTable = {
  conversation: string;
  seq: number;
  event: string;
  actor: string;
  replies: string;
  at: number;
};

/** What waits to be delivered, and nothing else: a row goes when its message is out. */
type OutboxTable = {
  /** Unique within its conversation and ascending in order of commit; see `outbox-rows.ts`. */
  id: number;
  conversation: string;
  /** The turn that said it: the transcript entry of the same number. */
  seq: number;
  platform: string;
  slot: string;
  audience: string;
  actor: string;
  /** Another place than the conversation's own, for shares. */
  destination: string | null;
  /** Which reply of that entry it is; null when `view` holds it: in rows of an older program, and where no turn said it. */
  reply: number | null;
  view: string | null;
  /** Tries begun; also the fencing number of the try now running. */
  attempts: number;
  /** 1 when a try was begun whose outcome nobody knows. */
  uncertain: number;
  next_at: number;
  lease_until: number | null;
  created_at: number;
  /** Why the last try failed. */
  reason: string | null;
  /** 1 when its place in the pace of its channel is taken: it may be tried when due. */
  paced: number;
  /** Leases that ended before anything was tried. */
  postponed: number;
  /** Of the delivery that caused it, for logs. */
  trace: string | null;
};

/** Messages that will never arrive, and why; what they would have said is not kept here. */
type UndeliveredTable = {
  conversation: string;
  /** As in the outbox. */
  id: number;
  platform: string;
  slot: string;
  actor: string;
  outcome: UndeliveredOutcome;
  reason: string;
  trace: string | null;
  created_at: number;
  ended_at: number;
};
/** Refused for good, or not worth sending any more. */
export type UndeliveredOutcome = 'failed' | 'dropped';

/** When the next post to a channel is due, and until when the platform wants none. */
type PaceTable = { lane: string; due_at: number; held_until: number };

type SettingTable = { scope: string; key: string; value: string };

type ShareTable = {
  conversation: string;
  destination: string;
  ref: string;
  shared_by: string;
  at: number;
};

/** Versions of the knowledge: files, compressed; since when the one in use, and when a process last said it uses it. */
type KnowledgeVersionTable = { version: string; content: string; activated_at: number; seen_at: number };

/**
 * Questions the knowledge base had no answer to, for its maintainers, who do not see who asked: conversation and person
 * are kept for deletion only.
 */
type UnansweredTable = {
  id: Generated<number>;
  question: string;
  at: number;
  nearest: string;
  conversation: string | null;
  asked_by: string | null;
};

/** Where the app is installed; `sealed` holds its tokens, encrypted with the key that `key_id` names. */
type InstallationTable = {
  platform: string;
  workspace: string;
  sealed: string;
  key_id: string;
  installed_by: string;
  installed_at: number;
};

/** Installations begun and not yet ended. */
type OAuthStateTable = { state_hash: string; data: string; expires_at: number };
type OverviewTable = {
  conversation: string;
  platform: string;
  place: string | null;
  started_by: string;
  stage: string;
  headline: string;
  at: number;
};

/** The last vote of each person on each reply. */
type FeedbackTable = {
  conversation: string;
  slot: string;
  person: string;
  about: string;
  vote: string;
  reason: string | null;
  comment: string | null;
  knowledge: string;
  at: number;
};
