import { readConfig } from '../config.ts';
import { createInstallationVault } from '../secrets/installation-vault.ts';
import type { KnowledgeWorld } from './knowledge-world.ts';
import { openServiceStore } from './service-store.ts';
import { type Call, UsageError } from './usage.ts';

/**
 * `keys rotate`: seal every stored installation with the first key of STREAMCHOICE_SECRET_KEYS. Safe while the service
 * runs; afterwards the older keys may be taken off the list.
 */
export async function runKeys(call: Call, world: KnowledgeWorld): Promise<0> {
  if (call.words.join(' ') !== 'rotate')
    throw new UsageError(`keys takes "rotate"; got "${call.words.join(' ')}".`);
  const config = readConfig(world.env);
  const { keyRing } = config;
  if (keyRing === null)
    throw new UsageError(
      'STREAMCHOICE_SECRET_KEYS is not set: put the new key in front of the old ones, then rotate.',
    );
  const store = await openServiceStore(config);
  try {
    const { rotated, unchanged } = await createInstallationVault(store, keyRing).rotate();
    const key = keyRing.currentKeyId;
    world.output.write(
      call.json
        ? `${JSON.stringify({ key, rotated, unchanged }, null, 2)}\n`
        : `${rotated} installations sealed with the key "${key}", ${unchanged} were already or changed meanwhile.\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
}
