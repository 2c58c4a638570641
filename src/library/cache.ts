import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Texts by key in a folder. Never wrong: what is damaged counts as not there. */
export type Cache = {
  /** The text kept under this very key, or null. */
  read(key: string): string | null;
  /** Keep a text; null when it was kept, else why it could not be (a code such as EROFS). Losing it costs time only. */
  write(key: string, text: string): string | null;
};

/** Versions that were in use lately; each takes about two megabytes. */
const KEPT = 8;
const PREFIX = 'prepared-';

/** A cache in a folder, made when it is first written to. Several processes may share it: files are replaced whole. */
export function openCache(folder: string): Cache {
  return {
    read: (key) => read(join(folder, nameOf(key))),
    write: (key, text) => {
      try {
        write(folder, nameOf(key), text);
        return null;
      } catch (error) {
        if (error instanceof Error && 'code' in error) return String(error.code);
        throw error;
      }
    },
  };
}

function nameOf(key: string): string {
  return `${PREFIX}${digestOf(key)}`;
}

function digestOf(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The first line is the digest of all that follows. */
function read(file: string): string | null {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch {
    // Whatever keeps it from being read, it is made anew and the writing tells what is wrong with the folder.
    return null;
  }
  const end = content.indexOf('\n');
  const text = content.subarray(end + 1);
  return content.toString('latin1', 0, Math.max(0, end)) === digestOf(text) ? text.toString() : null;
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `.${name}-${randomUUID()}`);
  writeFileSync(draft, `${digestOf(text)}\n${text}`);
  renameSync(draft, join(folder, name));
  removeOld(folder);
}

function removeOld(folder: string): void {
  const names = readdirSync(folder).filter((name) => name.startsWith(PREFIX));
  const byAge = names
    .map((name) => ({ name, at: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of byAge.slice(KEPT)) rmSync(join(folder, name), { force: true });
}
