import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreOptions } from '../src/store/open-store.ts';
import { postgresUrl, runSql } from '../tests/support/postgres.ts';
import { type Random, seeded } from './random.ts';

/** Every drill about turns runs on both. */
export const BACK_ENDS = ['sqlite', 'postgres'] as const;
export type BackEnd = (typeof BACK_ENDS)[number];

export type StageOptions = {
  readonly seed: number;
  readonly store: BackEnd;
  /** Share of the full counts, 1 for all; 0 for the short version, which also has more patience. */
  readonly scale: number;
  /** Folder of a running PostgreSQL's socket. */
  readonly postgres: () => Promise<string>;
  readonly say?: (line: string) => void;
};

/** What a drill is given: chance, size, empty databases, and a place for what has to be closed afterwards. */
export type Stage = {
  readonly seed: number;
  readonly store: BackEnd;
  readonly random: Random;
  /** Whether this is the version for `npm test`, where a busy machine must not decide. */
  readonly short: boolean;
  /** How many of something: the short version's number, or the scaled full one if that is more. */
  size(short: number, full: number): number;
  /** A limit in milliseconds as the hypothesis has it; the short version waits longer. */
  patience(ms: number): number;
  /** A new, empty database. */
  freshStore(): Promise<StoreOptions>;
  /** Close this when the drill ends, last opened first. */
  defer(close: () => unknown): void;
  /** Tell how far it is. */
  say(line: string): void;
  close(): Promise<void>;
};

const SHORT_PATIENCE = 8;

export function openStage({ seed, store, scale, postgres, say = () => {} }: StageOptions): Stage {
  const closers: (() => unknown)[] = [];
  const short = scale === 0;
  return {
    seed,
    store,
    short,
    random: seeded(seed),
    size: (few, full) => Math.max(few, Math.round(full * scale)),
    patience: (ms) => (short ? ms * SHORT_PATIENCE : ms),
    freshStore: async () => {
      if (store === 'postgres') return { databaseUrl: await freshDatabase(await postgres()) };
      const dataFolder = await mkdtemp(join(tmpdir(), 'streamchoice-drill-'));
      closers.push(() => rm(dataFolder, { recursive: true, force: true }));
      return { dataFolder };
    },
    defer: (close) => closers.push(close),
    say,
    close: async () => {
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}

/** Connection URL of a new, empty database on the server whose socket is in `folder`. */
export async function freshDatabase(folder: string): Promise<string> {
  const name = `drill_${randomUUID().replaceAll('-', '')}`;
  await runSql(postgresUrl(folder, 'postgres'), `create database ${name}`);
  return postgresUrl(folder, name);
}

/** The environment variables that make the service use this database. */
export function storeEnvironment({ databaseUrl, dataFolder }: StoreOptions): Record<string, string> {
  if (databaseUrl !== undefined) return { DATABASE_URL: databaseUrl };
  return { STREAMCHOICE_DATA: dataFolder ?? '' };
}
