import { KnowledgeError } from '../knowledge/findings.ts';
import { contentHash, inspectFiles } from '../knowledge/loader.ts';
import { decodePrepared, encodePrepared, type Prepared, prepare } from '../knowledge/prepared.ts';
import { type FilesRead, readFolders, type SourceFile } from '../knowledge/read-folders.ts';
import type { Cache } from './cache.ts';
import { programKey } from './program-key.ts';

/** Knowledge ready for use, the files it was made of, and where it came from. */
export type Opened = {
  readonly prepared: Prepared;
  readonly files: readonly SourceFile[];
  readonly from: 'cache' | 'files';
  /** Why what was made could not be kept for the next start; null when it was, or came from there. */
  readonly notKept: string | null;
};

/**
 * Open the knowledge in folders laid over one another, prepared before when neither a file nor the program has
 * changed since.
 * @throws KnowledgeError with all findings of all files when anything is wrong.
 */
export async function openKnowledge(folders: readonly string[], cache: Cache): Promise<Opened> {
  return openFiles(await readFolders(folders), cache);
}

/** As `openKnowledge`, of files that were read before. */
export function openFiles(read: FilesRead, cache: Cache): Opened {
  const { files } = read;
  const text = openText(read, cache);
  return { prepared: decodePrepared(text.text), files, from: text.from, notKept: text.notKept };
}

/** Prepared knowledge as text, so that it can cross from one thread to another. */
export type OpenedText = Pick<Opened, 'from' | 'notKept'> & { readonly text: string };

/** As `openFiles`, with the knowledge still in writing. */
export function openText(read: FilesRead, cache: Cache): OpenedText {
  const key = `${contentHash(read.files)} ${programKey()}`;
  // Findings of the reading are about files that are not in the hash, so they must be told before the cache is asked.
  const kept = read.findings.length > 0 ? null : cache.read(key);
  if (kept !== null) return { text: kept, from: 'cache', notKept: null };
  const { knowledge, findings } = inspectFiles(read);
  if (knowledge === null || findings.length > 0) throw new KnowledgeError(findings);
  const text = encodePrepared(prepare(knowledge));
  return { text, from: 'files', notKept: cache.write(key, text) };
}
