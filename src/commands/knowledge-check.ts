import { SHIPPED_KNOWLEDGE } from '../advice.ts';
import { readConfig } from '../config.ts';
import { formatFinding } from '../knowledge/findings.ts';
import { day } from '../knowledge/schemas/parts.ts';
import { type CheckReport, checkKnowledge } from '../upkeep/check/check-knowledge.ts';
import { coverageTable } from '../upkeep/check/coverage.ts';
import type { KnowledgeWorld } from './knowledge-world.ts';
import { type Call, UsageError } from './usage.ts';

/** Check the knowledge base; every finding with file, line and remedy. Exit code 1 when there is one. */
export async function knowledgeCheck(call: Call, world: KnowledgeWorld): Promise<0 | 1> {
  const folders = [SHIPPED_KNOWLEDGE, ...readConfig(world.env).overlays];
  const report = await checkKnowledge(folders, { today: todayOf(call, world) });
  world.output.write(`${call.json ? json(report) : text(report)}\n`);
  return report.findings.length === 0 ? 0 : 1;
}

function todayOf({ today }: Call, world: KnowledgeWorld): string {
  if (today === null) return new Date(world.now()).toISOString().slice(0, 10);
  if (day.safeParse(today).success) return today;
  throw new UsageError(`--today takes a date as in 2026-11-22, not "${today}".`);
}

function text({ knowledge, coverage, scenarios, findings }: CheckReport): string {
  const table = coverage === null ? [] : ['', coverageTable(coverage)];
  if (knowledge !== null && findings.length === 0) {
    const counts = `${knowledge.sections.length} sections, ${knowledge.rules.length} rules, ${knowledge.criteria.length} criteria, ${scenarios} golden workloads`;
    return [`The knowledge base is sound: ${counts}, version ${knowledge.version}.`, ...table].join('\n');
  }
  const noun = findings.length === 1 ? 'finding' : 'findings';
  return [...findings.map(formatFinding), ...table, '', `${findings.length} ${noun}.`].join('\n');
}

function json({ knowledge, coverage, scenarios, findings }: CheckReport): string {
  const report = {
    sound: findings.length === 0,
    version: knowledge?.version ?? null,
    sections: knowledge?.sections.length ?? 0,
    rules: knowledge?.rules.length ?? 0,
    criteria: knowledge?.criteria.length ?? 0,
    scenarios,
    findings,
    coverage: coverage?.rows ?? [],
  };
  return JSON.stringify(report, null, 2);
}
