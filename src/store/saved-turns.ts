import type { SavedTurn } from './saved-turn.ts';
import { saveOnPostgres } from './saved-turn-postgres.ts';
import { saveOnSqlite } from './saved-turn-sqlite.ts';
import { StoreError } from './store-error.ts';
import type { Db } from './tables.ts';

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
  const save = db.kind === 'postgres' ? saveOnPostgres : saveOnSqlite;
  return {
    save: async (turn) => {
      if (!(await save(db, turn))) throw otherVersion(turn);
    },
  };
}

function otherVersion({ id, from }: SavedTurn): StoreError {
  return new StoreError(
    'STORE_CONFLICT',
    `Conversation ${id} was expected at version ${from.version} and was not there: another writer changed it. ` +
      'Nothing of this turn was saved; deliver it again.',
  );
}
