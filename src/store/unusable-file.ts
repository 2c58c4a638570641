import { StoreError } from './store-error.ts';

type Trouble = { readonly codes: readonly number[]; readonly what: string; readonly remedy: string };

/** Results of SQLite by their low byte (https://www.sqlite.org/rescode.html), as far as a person can mend them. */
const TROUBLES: readonly Trouble[] = [
  {
    codes: [3, 8, 14, 23],
    what: 'cannot be opened for writing',
    remedy:
      'Give the user that runs the service write permission on this file, on those beside it and on their folder, ' +
      'or name another folder in STREAMCHOICE_DATA.',
  },
  {
    codes: [5],
    what: 'is held by another process',
    remedy: 'End that one (a backup, a database shell) and start again.',
  },
  {
    codes: [10, 13],
    what: 'cannot be written',
    remedy: 'Make space on its disk, or name a folder on another one in STREAMCHOICE_DATA.',
  },
  {
    codes: [11, 26],
    what: 'is no whole SQLite database',
    remedy: 'Restore it from a backup, or move it and the files beside it away to begin with an empty one.',
  },
];

/** What keeps a SQLite file from being opened, in words that name the file and the remedy; other errors as they are. */
export function unusableFile(file: string, error: unknown): unknown {
  const cause = sqliteError(error);
  const trouble = TROUBLES.find(({ codes }) => cause !== null && codes.includes(cause.errcode & 0xff));
  if (cause === null || trouble === undefined) return error;
  return new StoreError(
    'STORE_UNUSABLE_FILE',
    `The SQLite file ${file} ${trouble.what} (${cause.message}). ${trouble.remedy}`,
    error,
  );
}

type SqliteError = Error & { readonly errcode: number };

/** The driver's own error; a failed migration carries it as its cause. */
function sqliteError(error: unknown): SqliteError | null {
  if (!(error instanceof Error)) return null;
  if ('errcode' in error && typeof error.errcode === 'number') return error as SqliteError;
  return sqliteError(error.cause);
}
