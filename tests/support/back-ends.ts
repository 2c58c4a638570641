import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../src/store/open-store.ts';
import { freshDatabase } from './fresh-database.ts';

/** Every promise of the store is tested on both. */
export const BACK_ENDS = ['sqlite', 'postgres'] as const;
export type BackEnd = (typeof BACK_ENDS)[number];

/** Where a new, empty database of this kind is; a folder is removed when the test ends. */
export async function freshOptions(kind: BackEnd): Promise<StoreOptions> {
  if (kind === 'postgres') return { databaseUrl: await freshDatabase() };
  const dataFolder = await mkdtemp(join(tmpdir(), 'streamchoice-store-'));
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }));
  return { dataFolder };
}

/** Open a store that is closed when the test ends. */
export async function openForTest(options: StoreOptions): Promise<Store> {
  const store = await openStore(options);
  onTestFinished(() => store.close());
  return store;
}
