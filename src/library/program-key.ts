import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..', '..');

let known: string | null = null;

/**
 * Hash of everything but the knowledge files that decides what prepared knowledge looks like: the code that makes and
 * reads it, the libraries, Node, and how the machine orders bytes. Hashing the code itself, and not a version number,
 * leaves no room for forgetting to raise one. Worked out once per process: code that is loaded no longer changes.
 */
export function programKey(): string {
  known ??= hashProgram(PROJECT);
  return known;
}

/** As `programKey`, of the program in any folder. */
export function hashProgram(project: string): string {
  const hash = createHash('sha256').update(`${process.version} ${endianness()}`);
  const code = globSync('src/knowledge/**/*.{ts,json}', { cwd: project }).sort();
  for (const path of [...code, 'package-lock.json']) {
    const file = join(project, path);
    if (existsSync(file)) hash.update(path).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
