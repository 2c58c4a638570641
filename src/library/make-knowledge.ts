import { setTimeout as sleep } from 'node:timers/promises';
import { type Finding, KnowledgeError } from '../knowledge/findings.ts';
import { versionOf } from '../knowledge/loader.ts';
import { type FilesRead, readFolders } from '../knowledge/read-folders.ts';
import { openCache } from './cache.ts';
import { type OpenedText, openText } from './open-knowledge.ts';
import { packFiles, unpackFiles } from './packed-files.ts';
import { signatureOf } from './signature.ts';

/** Knowledge to be made: of the files in folders as they are now, or of a version that was kept. */
export type Job = { readonly cacheFolder: string } & (
  | { readonly kind: 'folders'; readonly folders: readonly string[] }
  | { readonly kind: 'packed'; readonly version: string; readonly packed: string }
);

/** What came of it. `packed` holds the files it was made of, see `packed-files.ts`. */
export type Made =
  | ({ readonly ok: true; readonly version: string; readonly packed: string } & OpenedText)
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * Make knowledge, or tell what is wrong with its files.
 * @throws Error when a kept version is damaged, or files never come to rest.
 */
export async function makeKnowledge(job: Job): Promise<Made> {
  const read = job.kind === 'folders' ? await readAtRest(job.folders) : unpackFiles(job.version, job.packed);
  try {
    const opened = openText(read, openCache(job.cacheFolder));
    return { ok: true, version: versionOf(read.files), packed: packFiles(read.files), ...opened };
  } catch (error) {
    if (error instanceof KnowledgeError) return { ok: false, findings: error.findings };
    throw error;
  }
}

/** How often, and how long apart, reading is tried while somebody is writing. */
const TRIES = 20;
const BETWEEN_MS = 100;

/** Read files of one moment: what changed while it was read is read again, so that no mixture is ever used. */
async function readAtRest(folders: readonly string[]): Promise<FilesRead> {
  for (let tries = 1; ; tries += 1) {
    const before = signatureOf(folders);
    const read = await readFolders(folders);
    if (signatureOf(folders) === before) return read;
    if (tries === TRIES)
      throw new Error(`The knowledge files kept changing while they were read, ${TRIES} times in a row.`);
    await sleep(BETWEEN_MS);
  }
}
