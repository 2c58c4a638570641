import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const LOCK_FILE = 'streamchoice.lock';

/**
 * Claim the data folder for the one service that works on it; null when another living process has it. The claim is a
 * lock that the operating system gives back when the process ends, however it ends, so whoever gets it knows that every
 * lease in the database belongs to the dead.
 */
export function claimFolder(folder: string): { release(): void } | null {
  const database = new DatabaseSync(join(folder, LOCK_FILE), { timeout: 0 });
  try {
    database.exec('pragma locking_mode = exclusive');
    database.exec('begin exclusive');
    return { release: () => database.close() };
  } catch {
    // Held by somebody else: an answer, not a failure.
    database.close();
    return null;
  }
}
