import { type Finding, sortFindings } from '../../knowledge/findings.ts';
import { inspectKnowledge } from '../../knowledge/loader.ts';
import type { Knowledge } from '../../knowledge/model.ts';
import { readSources } from '../sources.ts';
import { AGE_LIMITS, type AgeLimits, expired } from './ages.ts';
import { citationFindings } from './citations.ts';
import { type Coverage, coverageFindings, coverageOf } from './coverage.ts';
import { type Judged, judgeLayer } from './layer.ts';
import { passageFindings } from './passages.ts';

/** Everything wrong with a knowledge base, and how far it covers its topics. */
export type CheckReport = {
  /** Null when so much is wrong that none could be made. */
  readonly knowledge: Knowledge | null;
  readonly coverage: Coverage | null;
  /** Golden workloads run. */
  readonly scenarios: number;
  readonly findings: readonly Finding[];
};

/**
 * Check a knowledge base: what the loader checks, then age, length and sources of the facts, coverage, and decisions
 * (see `layer.ts`). Decisions are judged only when all files are in order, since a rule that is missing would make
 * findings of its own.
 * @param today the day to judge ages by, as in 2026-11-22
 */
export async function checkKnowledge(
  folders: readonly string[],
  { today, ages = AGE_LIMITS }: { readonly today: string; readonly ages?: AgeLimits },
): Promise<CheckReport> {
  const { knowledge, findings } = await inspectKnowledge(folders);
  if (knowledge === null) return { knowledge, coverage: null, scenarios: 0, findings };
  const sources = await readSources(folders);
  const coverage = coverageOf(knowledge);
  const facts = [
    ...expired(knowledge, sources, today, ages),
    ...passageFindings(knowledge.sections, sources),
    ...citationFindings(knowledge, sources),
    ...coverageFindings(coverage, sources),
  ];
  const layers = findings.length === 0 ? await judgeLayers(folders, knowledge) : [];
  return {
    knowledge,
    coverage,
    scenarios: layers.reduce((sum, { scenarios }) => sum + scenarios, 0),
    findings: sortFindings([...findings, ...facts, ...layers.flatMap((layer) => layer.findings)]),
  };
}

async function judgeLayers(folders: readonly string[], whole: Knowledge): Promise<Judged[]> {
  const judged: Judged[] = [];
  let below: Knowledge | null = null;
  for (const [index] of folders.entries()) {
    const upToHere = folders.slice(0, index + 1);
    const isAll = upToHere.length === folders.length;
    const knowledge = isAll ? whole : (await inspectKnowledge(upToHere)).knowledge;
    if (knowledge === null) continue;
    judged.push(await judgeLayer(knowledge, below, upToHere));
    below = knowledge;
  }
  return judged;
}
