import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { UsageError } from './usage.ts';

/** The store of the service. A command must not make an empty one where there is none: the folder is probably misspelt. */
export async function openServiceStore({ databaseUrl, dataFolder }: Config): Promise<Store> {
  if (databaseUrl === null && !existsSync(dataFolder))
    throw new UsageError(
      `There is no data folder "${dataFolder}": set STREAMCHOICE_DATA or DATABASE_URL to those of the service.`,
    );
  return openStore({ databaseUrl: databaseUrl ?? undefined, dataFolder });
}
