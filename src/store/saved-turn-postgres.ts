import { sql } from 'kysely';
import { dayOf } from './conversations.ts';
import { outboxId } from './outbox-rows.ts';
import type { SavedTurn } from './saved-turn.ts';
import { statement } from './statement.ts';
import type { Db } from './tables.ts';

/**
 * Save a turn in one statement, which costs the server one plan and both sides one message instead of six; false when the
 * conversation is not stored as the turn took it for, and then nothing was written.
 */
export async function saveOnPostgres(db: Db, turn: SavedTurn): Promise<boolean> {
  const { id, from, state, schemaVersion, knowledge, at, said, messages, claim } = turn;
  const values = {
    id,
    fromVersion: from.version,
    fromState: from.state ?? '',
    fromAddress: from.address,
    version: from.version + 1,
    state,
    schemaVersion,
    knowledge,
    activeDay: dayOf(at),
    at,
    ...said,
    messages: JSON.stringify(messages.map((message) => ({ ...message, id: outboxId(message) }))),
    platform: claim?.platform ?? null,
    key: claim?.key ?? null,
    status: claim?.status ?? null,
  };
  try {
    await saving(db, values);
    return true;
  } catch (error) {
    if (isOtherVersion(error)) return false;
    throw error;
  }
}

type Values = {
  readonly id: string;
  readonly fromVersion: number;
  readonly fromState: string;
  readonly fromAddress: string;
  readonly version: number;
  readonly state: string;
  readonly schemaVersion: number;
  readonly knowledge: string;
  readonly activeDay: number;
  readonly at: number;
  readonly event: string;
  readonly actor: string;
  readonly replies: string;
  /** JSON text of outbox rows. */
  readonly messages: string;
  readonly platform: string | null;
  readonly key: string | null;
  readonly status: string | null;
};

/**
 * The commit may have been sent already, so another version must be an error of the statement itself: a division by nothing.
 * State and address are compared as well: between two turns words that a person wants deleted are cut out, and posts find
 * their thread. The claim reads the conversation's update, so it is made behind it, as in every turn: two that lock in different
 * orders would wait for each other.
 * Source: https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING
 */
const saving = statement<Values, unknown>((db, at) => ({
  compile: () =>
    sql`
      with saved as (
        update conversations set
          state = ${at.state}, schema_version = ${at.schemaVersion}, updated_at = ${at.at}, warned_at = null,
          knowledge = ${at.knowledge}, active_day = ${at.activeDay},
          version = ${at.version}::integer / (case when version = ${at.fromVersion}
            and coalesce(state, '') = ${at.fromState} and address = ${at.fromAddress} then 1 else 0 end)
        where id = ${at.id} returning id
      ), said as (
        insert into transcript (conversation, seq, event, actor, replies, at)
        values (${at.id}, ${at.version}, ${at.event}, ${at.actor}, ${at.replies}, ${at.at})
      ), waits as (
        insert into outbox (conversation, id, seq, platform, slot, audience, actor, destination, reply, view, trace,
          next_at, created_at)
        select conversation, id, seq, platform, slot, audience, actor, destination, reply, view, trace,
          ${at.at}::bigint, ${at.at}::bigint
        from json_to_recordset(${at.messages}::json) as message (conversation text, id integer, seq integer,
          platform text, slot text, audience text, actor text, destination text, reply integer, view text, trace text)
      ), claimed as (
        insert into deliveries (platform, key, conversation, status, received_at)
        select claim.platform, claim.key, saved.id, claim.status, ${at.at}::bigint
        from saved, (values (${at.platform}::text, ${at.key}::text, ${at.status}::text)) as claim (platform, key, status)
        where claim.key is not null
      )
      select count(*) from saved
    `.compile(db.sql),
}));

/** Division by nothing: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isOtherVersion(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '22012';
}
