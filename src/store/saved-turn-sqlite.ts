import { dayOf } from './conversations.ts';
import { newOutboxRow } from './outbox.ts';
import type { SavedTurn } from './saved-turn.ts';
import { statement } from './statement.ts';
import type { Db, RunNow } from './tables.ts';
import { newClaim, newEntry } from './turn-log.ts';

/**
 * Save a turn in the open transaction of `run`; false when the conversation is not stored as the turn took it for. Not `async`:
 * SQLite is done with each statement when it returns, and waiting for five of them costs half as much as they do.
 */
export function saveOnSqlite(db: Db, run: RunNow, turn: SavedTurn): boolean {
  const { id, from, state, schemaVersion, at, said, messages, claim } = turn;
  const version = from.version + 1;
  const before = { fromVersion: from.version, fromState: from.state ?? '', fromAddress: from.address };
  const values = { id, ...before, version, state, schemaVersion, at };
  if (run(saving.with(db, values)).numAffectedRows !== 1n) return false;
  reindex(db, run, turn);
  run(newEntry(db, { conversation: id, seq: version, ...said, at }));
  for (const message of messages) run(newOutboxRow(db, message, at));
  if (claim !== null) run(newClaim(db, claim));
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

function reindex(db: Db, run: RunNow, { id, from, knowledge, at }: SavedTurn): void {
  const activeDay = dayOf(at);
  if (knowledge !== from.knowledge || activeDay !== from.activeDay)
    run(reindexing.with(db, { id, knowledge, activeDay }));
}
