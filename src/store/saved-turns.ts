import type { SavedTurn } from './saved-turn.ts';
import { saveOnPostgres } from './saved-turn-postgres.ts';
import { saveOnSqlite } from './saved-turn-sqlite.ts';
import { StoreError } from './store-error.ts';
import type { Db, RunNow } from './tables.ts';

export type SavedTurns = {
  /**
   * Write state, transcript, outbox and claim of a turn. On SQLite several statements, so in a transaction; on PostgreSQL
   * one, which is all or nothing by itself. Rejects with a `StoreError` `STORE_CONFLICT` when the conversation is not stored
   * as `from` says; `isOutdated` also knows the error of a delivery that was claimed before.
   */
  save(turn: SavedTurn): Promise<void>;
};

/** What a turn leaves behind. */
export function savedTurns(db: Db): SavedTurns {
  return {
    save: async (turn) => {
      if (db.kind === 'sqlite') saveNow(db, nowOf(db), turn);
      else if (!(await saveOnPostgres(db, turn))) throw otherVersion(turn);
    },
  };
}

/** The same for SQLite, in the open transaction of `run`: all of it is written when this returns. */
export function saveNow(db: Db, run: RunNow, turn: SavedTurn): void {
  if (!saveOnSqlite(db, run, turn)) throw otherVersion(turn);
}

function nowOf({ now }: Db): RunNow {
  if (now === undefined) throw new Error('On SQLite a turn is saved in a transaction only.');
  return now;
}

function otherVersion({ id, from }: SavedTurn): StoreError {
  return new StoreError(
    'STORE_CONFLICT',
    `Conversation ${id} was expected at version ${from.version} and was not there: another writer changed it. ` +
      'Nothing of this turn was saved; deliver it again.',
  );
}
