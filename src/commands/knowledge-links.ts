import { SHIPPED_KNOWLEDGE } from '../advice.ts';
import { readConfig } from '../config.ts';
import { formatFinding } from '../knowledge/findings.ts';
import { loadKnowledge } from '../knowledge/loader.ts';
import { checkLinks } from '../upkeep/links/check-links.ts';
import { collectLinks } from '../upkeep/links/collect-links.ts';
import { type LinkReport, linkReport } from '../upkeep/links/link-report.ts';
import { progressOn } from '../upkeep/links/progress.ts';
import type { KnowledgeWorld } from './knowledge-world.ts';
import type { Call } from './usage.ts';

/** Ask for every link of the knowledge base. Exit code 1 when one is broken; without a network one clear line. */
export async function knowledgeLinks(call: Call, world: KnowledgeWorld): Promise<0 | 1> {
  const folders = [SHIPPED_KNOWLEDGE, ...readConfig(world.env).overlays];
  const targets = await collectLinks(await loadKnowledge(folders), folders);
  const progress = progressOn(world.errors);
  try {
    const outcomes = await checkLinks(targets, {
      fetch: world.fetch ?? globalThis.fetch,
      onProgress: progress.show,
    });
    progress.clear();
    const report = linkReport(outcomes);
    world.output.write(`${call.json ? JSON.stringify(report, null, 2) : text(report)}\n`);
    return report.findings.length === 0 ? 0 : 1;
  } catch (error) {
    progress.clear();
    throw error;
  }
}

function text({ addresses, ok, moved, broken, unclear, findings }: LinkReport): string {
  return [
    ...findings.map(formatFinding),
    ...moved.map(({ url, to, from }) => `moved: ${url} is now ${to} (${from.join(', ')})`),
    ...unclear.map(({ url, why, from }) => `unclear: ${url} answers ${why} (${from.join(', ')})`),
    `${addresses} addresses: ${ok} answer, ${moved.length} moved, ${unclear.length} unclear, ${broken.length} broken.`,
  ].join('\n');
}
