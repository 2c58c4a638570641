import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from './conversation/context.ts';
import { createAdvisor } from './decision/recommend.ts';
import { loadKnowledge } from './knowledge/loader.ts';
import { ask, buildLookup, type Lookup } from './knowledge/lookup/ask.ts';
import type { Knowledge } from './knowledge/model.ts';
import { understand } from './understanding/understand.ts';

/** The knowledge base that ships with the program. */
export const SHIPPED_KNOWLEDGE = join(dirname(fileURLToPath(import.meta.url)), '..', 'knowledge');

/**
 * Load the knowledge (shipped, with the organisation's overlays over it) and make everything a conversation needs.
 * @throws KnowledgeError listing every finding with file, line and remedy.
 */
export async function loadContext(overlays: readonly string[]): Promise<Context> {
  return contextOf(await loadKnowledge([SHIPPED_KNOWLEDGE, ...overlays]));
}

/** Everything a conversation needs, from one version of the knowledge. The index is built with the first question. */
export function contextOf(knowledge: Knowledge): Context {
  let lookup: Lookup | null = null;
  const index = (): Lookup => {
    lookup ??= buildLookup(knowledge);
    return lookup;
  };
  return {
    knowledge,
    criteria: new Map(knowledge.criteria.map((criterion) => [criterion.id, criterion])),
    advisor: createAdvisor(knowledge),
    ask: (question, limit) => ask(index(), question, { limit }),
    understand: (text, asked, prior) => understand(text, { asked, prior }, knowledge),
  };
}
