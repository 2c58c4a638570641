import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from './conversation/context.ts';
import { createAdvisor } from './decision/recommend.ts';
import { sectionsById } from './knowledge/cited-links.ts';
import { ask, buildLookup, type Lookup } from './knowledge/lookup/ask.ts';
import type { Tables } from './knowledge/lookup/tables.ts';
import type { Knowledge } from './knowledge/model.ts';
import type { Prepared } from './knowledge/prepared.ts';
import { openCache } from './library/cache.ts';
import { openKnowledge } from './library/open-knowledge.ts';
import { understand } from './understanding/understand.ts';

/** The knowledge base that ships with the program. */
export const SHIPPED_KNOWLEDGE = join(dirname(fileURLToPath(import.meta.url)), '..', 'knowledge');

/** Where the knowledge lies and where what was made of it is kept for the next start. */
export type KnowledgePlaces = { readonly overlays: readonly string[]; readonly cacheFolder: string };

/**
 * Load the knowledge (shipped, with the organisation's overlays over it) and make everything a conversation needs.
 * @throws KnowledgeError listing every finding with file, line and remedy.
 */
export async function loadContext({ overlays, cacheFolder }: KnowledgePlaces): Promise<Context> {
  const { prepared } = await openKnowledge([SHIPPED_KNOWLEDGE, ...overlays], openCache(cacheFolder));
  return contextOf(prepared.knowledge, prepared.tables);
}

/** As `contextOf`, with everything made that would otherwise be made with the first question and the first message. */
export function readyContext({ knowledge, tables }: Prepared): Context {
  const context = contextOf(knowledge, tables);
  context.ask('', 1);
  context.understand('', null, {});
  return context;
}

/**
 * Everything a conversation needs, from one version of the knowledge. The index is built with the first question, from
 * the tables where they were made before.
 */
export function contextOf(knowledge: Knowledge, tables?: Tables): Context {
  let lookup: Lookup | null = null;
  const index = (): Lookup => {
    lookup ??= buildLookup(knowledge, tables);
    return lookup;
  };
  return {
    knowledge,
    criteria: new Map(knowledge.criteria.map((criterion) => [criterion.id, criterion])),
    sections: sectionsById(knowledge.sections),
    advisor: createAdvisor(knowledge),
    ask: (question, limit) => ask(index(), question, { limit }),
    understand: (text, asked, prior) => understand(text, { asked, prior }, knowledge),
  };
}
