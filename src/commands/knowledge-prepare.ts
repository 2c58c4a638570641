import { SHIPPED_KNOWLEDGE } from '../advice.ts';
import { readConfig } from '../config.ts';
import { openCache } from '../library/cache.ts';
import { openKnowledge } from '../library/open-knowledge.ts';
import type { KnowledgeWorld } from './knowledge-world.ts';
import { type Call, UsageError } from './usage.ts';

/** Prepare the knowledge for the next start, as a build of an image does. Exit code 1 when it could not be kept. */
export async function knowledgePrepare(call: Call, world: KnowledgeWorld): Promise<0 | 1> {
  if (call.words.length > 0)
    throw new UsageError(
      `knowledge prepare takes no words, got "${call.words.join(' ')}"; folders come from STREAMCHOICE_KNOWLEDGE.`,
    );
  const { overlays, cacheFolder } = readConfig(world.env);
  const { prepared, from, notKept } = await openKnowledge(
    [SHIPPED_KNOWLEDGE, ...overlays],
    openCache(cacheFolder),
  );
  const { version } = prepared.knowledge;
  if (notKept !== null) {
    world.errors.write(
      `Knowledge ${version} cannot be kept in ${cacheFolder} (${notKept}): make that folder writable, or set STREAMCHOICE_CACHE to another.\n`,
    );
    return 1;
  }
  const how = from === 'cache' ? 'was prepared before' : 'is prepared';
  world.output.write(`Knowledge ${version} ${how}, in ${cacheFolder}.\n`);
  return 0;
}
