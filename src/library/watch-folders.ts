import { type FSWatcher, readdirSync, realpathSync, statSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Watches folders and all below them. It only says that something was touched; what changed is for others to see. */
export type FolderWatch = {
  /** Watch what is there now: folders that came, and those that links now lead to. */
  renew(): void;
  close(): void;
};

/**
 * Watch every folder by itself, links followed: watching files would lose those that editors replace, and recursive
 * watching does not follow links. The folder above each is watched for its name alone, so that a folder which is
 * replaced as a whole, or a link to it, is noticed.
 * @param onUnwatched hears the code of the error when the system refuses to watch (ENOSPC: too many watches).
 */
export function watchFolders(
  folders: readonly string[],
  onTouched: () => void,
  onUnwatched: (code: string) => void,
): FolderWatch {
  let watchers: FSWatcher[] = [];
  const close = (): void => {
    for (const watcher of watchers) watcher.close();
    watchers = [];
  };
  const add = (folder: string, only: string | null): void => {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (only === null || name === null || name === only) onTouched();
      });
      // A watched folder that is removed ends its watch; the touch that comes with it renews them all.
      watcher.on('error', onTouched);
      watchers.push(watcher);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      if (code !== 'ENOENT') onUnwatched(code);
    }
  };
  const renew = (): void => {
    close();
    for (const folder of folders) {
      add(dirname(folder), basename(folder));
      for (const below of foldersBelow(folder)) add(below, null);
    }
  };
  renew();
  return { renew, close };
}

/** Deeper than knowledge lies, so that links in a circle end. */
const DEEPEST = 6;

function foldersBelow(folder: string): string[] {
  const found = new Set<string>();
  collect(folder, 0, found);
  return [...found];
}

function collect(folder: string, depth: number, found: Set<string>): void {
  if (depth > DEEPEST || !(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false)) return;
  const real = realpathSync(folder);
  if (found.has(real)) return;
  found.add(real);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() || entry.isSymbolicLink()) collect(join(folder, entry.name), depth + 1, found);
  }
}
