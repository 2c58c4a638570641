import { dayOf } from './conversations.ts';
import { outbox } from './outbox.ts';
import type { SavedTurn } from './saved-turn.ts';
import { statement } from './statement.ts';
import type { Db } from './tables.ts';
import { claimNew, transcript } from './turn-log.ts';

/** Save a turn in the open transaction; false when the conversation is not stored as the turn took it for. */
export async function saveOnSqlite(db: Db, turn: SavedTurn): Promise<boolean> {
  const { id, from, state, schemaVersion, at, said, messages, claim } = turn;
  const version = from.version + 1;
  const before = { fromVersion: from.version, fromState: from.state ?? '', fromAddress: from.address };
  const { numAffectedRows } = await saving(db, { id, ...before, version, state, schemaVersion, at });
  if (numAffectedRows !== 1n) return false;
  await Promise.all([
    reindex(db, turn),
    transcript(db).append({ conversation: id, seq: version, ...said, at }),
    outbox(db).add(messages, at),
    claim === null ? null : claimNew(db, claim),
  ]);
  return true;
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
 * their thread. Names no column that an index holds: the page of that index would be written, changed or not.
 */
const saving = statement((db, at: Saving) =>
  db.sql
    .updateTable('conversations')
    .set({
      state: at.state,
      schema_version: at.schemaVersion,
      version: at.version,
      updated_at: at.at,
      warned_at: null,
    })
    .where('id', '=', at.id)
    .where('version', '=', at.fromVersion)
    .where((eb) => eb(eb.fn.coalesce('state', eb.val('')), '=', at.fromState))
    .where('address', '=', at.fromAddress),
);

/** What indexes hold changes once a day, and with the knowledge. */
const reindexing = statement((db, at: { id: string; knowledge: string; activeDay: number }) =>
  db.sql
    .updateTable('conversations')
    .set({ knowledge: at.knowledge, active_day: at.activeDay })
    .where('id', '=', at.id),
);

async function reindex(db: Db, { id, from, knowledge, at }: SavedTurn): Promise<void> {
  const activeDay = dayOf(at);
  if (knowledge !== from.knowledge || activeDay !== from.activeDay)
    await reindexing(db, { id, knowledge, activeDay });
}
