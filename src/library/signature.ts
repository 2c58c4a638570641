import { statSync } from 'node:fs';
import { join } from 'node:path';
import { knowledgePaths } from '../knowledge/read-folders.ts';

/**
 * What lies in knowledge folders, as a text that differs whenever a file may have changed: paths with identity, size
 * and times. Links are followed, so a swapped link differs too. A few milliseconds for hundreds of files.
 */
export function signatureOf(folders: readonly string[]): string {
  return folders
    .flatMap((folder) => [folder, ...knowledgePaths(folder).map((path) => signed(folder, path))])
    .join('\n');
}

function signed(folder: string, path: string): string {
  const found = statSync(join(folder, path), { throwIfNoEntry: false });
  return found === undefined
    ? `${path} gone`
    : `${path} ${found.dev}.${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
}
