import { type Finding, formatFinding } from '../knowledge/findings.ts';
import { decodePrepared, type Prepared } from '../knowledge/prepared.ts';
import type { KnowledgeVersions } from '../store/knowledge-versions.ts';
import { openCache } from './cache.ts';
import { type Follower, type FollowOptions, followFolders } from './follow-folders.ts';
import type { Job, Made } from './make-knowledge.ts';
import { makeOffThread } from './off-thread.ts';
import { openKnowledge } from './open-knowledge.ts';
import { packFiles } from './packed-files.ts';
import { type Held, type Kept, shelfOf } from './shelf.ts';
import { signatureOf } from './signature.ts';

/** Where the library reports. Findings name files and places, never what a person typed. */
export type LibraryLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** What came of a look at the files: in use now, as before, refused for what is wrong with them, or not possible. */
export type Outcome = 'loaded' | 'unchanged' | 'refused' | 'failed';

export type LibraryOptions<T> = {
  /** Laid over one another, the first one ours. */
  readonly folders: readonly string[];
  readonly cacheFolder: string;
  /** Make what is worked with out of knowledge, ready for use. */
  readonly make: (prepared: Prepared) => T;
  /** Makes knowledge of files; in a thread of its own unless told otherwise. */
  readonly read?: (job: Job) => Promise<Made>;
  /** Where versions outlive this process. */
  readonly versions: KnowledgeVersions;
  readonly now: () => number;
  readonly log: LibraryLog;
  /** Hears of every outcome, with the version then in use and how much is wrong with the files. */
  readonly onOutcome: (outcome: Outcome, current: Held<T>, problems: number) => void;
};

/**
 * Open the knowledge: make it, or read what was made before, and tell the store which version is in use.
 * @throws KnowledgeError with all findings when the files are not in order.
 */
export async function openLibrary<T>(options: LibraryOptions<T>): Promise<Library<T>> {
  const { folders, cacheFolder, make, versions, now, log, onOutcome } = options;
  const seen = signatureOf(folders);
  const { prepared, files, notKept } = await openKnowledge(folders, openCache(cacheFolder));
  if (notKept !== null)
    log.info(
      { folder: cacheFolder, reason: notKept },
      'prepared knowledge cannot be kept for the next start',
    );
  const { version, date } = prepared.knowledge;
  const packed = packFiles(files);
  const since = await versions.activate(version, packed, now());
  const current = { version, date, since, value: make(prepared), packed };
  onOutcome('loaded', current, 0);
  return new Library(options, current, seen);
}

/** The version in use, with its files as they are kept in the store. */
type InUse<T> = Held<T> & { readonly packed: string };

/**
 * The knowledge in use and the older versions that conversations began with. A change of the files replaces what is in
 * use at one stroke, once it is parsed, checked and indexed; faulty files change nothing but the report.
 */
export class Library<T> {
  readonly #options: LibraryOptions<T>;
  readonly #read: (job: Job) => Promise<Made>;
  readonly #shelf = shelfOf<T>();
  /** How the folders looked when what is in use was read. */
  readonly #seen: string;
  #current: InUse<T>;
  #problems: readonly Finding[] = [];
  #follower: Follower | null = null;
  #running: Promise<Outcome> | null = null;

  constructor(options: LibraryOptions<T>, current: InUse<T>, seen: string) {
    this.#options = options;
    this.#read = options.read ?? makeOffThread;
    this.#current = current;
    this.#seen = seen;
  }

  current(): Held<T> {
    return this.#current;
  }

  /** What is wrong with the files as they are now; nothing when they are in use. */
  problems(): readonly Finding[] {
    return this.#problems;
  }

  kept(version: string): Kept<T> {
    return version === this.#current.version
      ? { status: 'held', held: this.#current }
      : this.#shelf.look(version);
  }

  /** Look at the files and use them if they are in order and new. Never rejects: the last good knowledge stays. */
  async reload(): Promise<Outcome> {
    // A change during a reload may have come too late for it, so whoever waits looks again.
    while (this.#running !== null) await this.#running;
    this.#running = this.#look();
    const outcome = await this.#running.finally(() => {
      this.#running = null;
    });
    this.#options.onOutcome(outcome, this.#current, this.#problems.length);
    return outcome;
  }

  /** From now on reload whenever the files change. */
  follow(timing: Pick<FollowOptions, 'quietMs' | 'pollMs'> = {}): void {
    const { folders, log } = this.#options;
    this.#follower ??= followFolders({
      ...timing,
      folders,
      since: this.#seen,
      onChanged: async () => void (await this.reload()),
      onUnwatched: (code) =>
        log.warn({ code }, 'a knowledge folder cannot be watched; it is looked at now and then'),
    });
  }

  /** Bring a version that is away to hand, or find out that it is lost. Rejects when the store cannot be reached. */
  async fetch(version: string): Promise<void> {
    const { versions, make } = this.#options;
    const kept = await versions.read(version);
    if (kept === null) return this.#shelf.lose(version, 'it is not kept any more');
    const made = await this.#unpack(version, kept.content);
    if (made === null) return this.#shelf.lose(version, 'this program cannot read it');
    const prepared = decodePrepared(made.text);
    const { date } = prepared.knowledge;
    this.#shelf.put({ version, date, since: kept.activatedAt, value: make(prepared) });
  }

  /** Tell the store that the version in use still is. */
  async touch(): Promise<void> {
    const { versions, now } = this.#options;
    const { version, packed } = this.#current;
    if (!(await versions.touch(version, now()))) await versions.activate(version, packed, now());
  }

  close(): void {
    this.#follower?.close();
  }

  async #look(): Promise<Outcome> {
    const { folders, cacheFolder, log } = this.#options;
    const inUse = this.#current.version;
    try {
      const made = await this.#read({ kind: 'folders', folders, cacheFolder });
      if (made.ok) return await this.#accept(made);
      this.#problems = made.findings;
      log.error(
        { inUse, problems: made.findings.length, findings: firstOf(made.findings) },
        'the knowledge files are not in order; the last good knowledge stays in use',
      );
      return 'refused';
    } catch (error) {
      log.error({ inUse, error }, 'the knowledge could not be loaded; the last good knowledge stays in use');
      return 'failed';
    }
  }

  async #accept(made: Made & { ok: true }): Promise<Outcome> {
    const { make, versions, now, log } = this.#options;
    const { version, packed } = made;
    const before = this.#current;
    if (version !== before.version) {
      const prepared = decodePrepared(made.text);
      const { date } = prepared.knowledge;
      const value = make(prepared);
      // Kept before the first conversation begins with it, so that every replica can go on with that conversation.
      const since = await versions.activate(version, packed, now());
      this.#shelf.put(before);
      this.#current = { version, date, since, value, packed };
      log.info({ version, date, before: before.version, from: made.from }, 'knowledge loaded');
    }
    this.#problems = [];
    return version === before.version ? 'unchanged' : 'loaded';
  }

  async #unpack(version: string, packed: string): Promise<(Made & { ok: true }) | null> {
    const { cacheFolder, log } = this.#options;
    try {
      const made = await this.#read({ kind: 'packed', version, packed, cacheFolder });
      if (made.ok) return made;
      const findings = firstOf(made.findings);
      log.warn({ version, findings }, 'a kept version of the knowledge is not in order for this program');
    } catch (error) {
      log.error({ version, error }, 'a kept version of the knowledge cannot be read');
    }
    return null;
  }
}

/** Enough to mend a file by; `knowledge check` shows all. */
const FINDINGS_LOGGED = 20;

function firstOf(findings: readonly Finding[]): string[] {
  return findings.slice(0, FINDINGS_LOGGED).map(formatFinding);
}
