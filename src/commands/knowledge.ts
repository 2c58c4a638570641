import { knowledgeCheck } from './knowledge-check.ts';
import { knowledgeDiff } from './knowledge-diff.ts';
import { knowledgeGaps } from './knowledge-gaps.ts';
import { knowledgeLinks } from './knowledge-links.ts';
import { knowledgePrepare } from './knowledge-prepare.ts';
import { knowledgeSchemas } from './knowledge-schemas.ts';
import type { KnowledgeWorld } from './knowledge-world.ts';
import { type Call, UsageError } from './usage.ts';

type Verb = (call: Call, world: KnowledgeWorld) => Promise<0 | 1>;

const VERBS: Readonly<Record<string, Verb>> = {
  check: knowledgeCheck,
  diff: knowledgeDiff,
  links: knowledgeLinks,
  schemas: knowledgeSchemas,
  gaps: knowledgeGaps,
  prepare: knowledgePrepare,
};

/**
 * Run one verb about the knowledge base.
 * @returns 0 when all is well, 1 when a check found something.
 * @throws UsageError when there is no such verb or its words are not usable.
 */
export async function runKnowledge(call: Call, world: KnowledgeWorld): Promise<0 | 1> {
  const [name = '', ...words] = call.words;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb !== undefined) return verb({ ...call, words }, world);
  const known = Object.keys(VERBS).map((one) => `"${one}"`);
  throw new UsageError(`knowledge takes ${known.join(', ')}; got "${call.words.join(' ')}".`);
}
