import { basisOf } from '../../decision/basis.ts';
import type { Finding } from '../../knowledge/findings.ts';
import type { Knowledge } from '../../knowledge/model.ts';
import { diffEntries } from '../diff/parts.ts';
import { goldenFindings } from '../expectations/golden.ts';
import { orderFindings } from '../expectations/orders.ts';
import { readExpectations } from '../expectations/read-expectations.ts';
import { readSources } from '../sources.ts';
import { judgeOf } from '../space/judge.ts';
import { spaceOf } from '../space/space.ts';
import { effectless } from './effectless.ts';
import { dependsOnOrder } from './independence.ts';
import { unreachable } from './reach.ts';

export type Judged = { readonly scenarios: number; readonly findings: readonly Finding[] };

/**
 * Judge the decisions of one folder and those below it: rules without effect, verdicts out of reach, dependence on
 * order, golden workloads and orders. Only what this folder brings is judged, on the knowledge up to it: an
 * organisation that runs one engine may well shadow our rules and change the verdicts that we promise.
 * @param below the knowledge without this folder, null for the first
 * @param folders the folders up to and with this one
 */
export async function judgeLayer(
  knowledge: Knowledge,
  below: Knowledge | null,
  folders: readonly string[],
): Promise<Judged> {
  const folder = folders.at(-1) ?? '';
  const sources = await readSources(folders);
  const expected = await readExpectations(folder);
  const judge = judgeOf(basisOf(knowledge));
  const space = spaceOf(knowledge.criteria, knowledge.rules);
  const rules = broughtBy(judge.basis.rules, below?.rules ?? []);
  const engines = broughtBy(knowledge.engines, below?.engines ?? []);
  return {
    scenarios: expected.scenarios.length,
    findings: [
      ...effectless(rules, judge, space, sources),
      ...unreachable(engines, judge, space, sources),
      ...dependsOnOrder(knowledge, space, sources, folder),
      ...expected.findings,
      ...goldenFindings(expected.scenarios, knowledge),
      ...orderFindings(expected.orders, knowledge),
    ],
  };
}

/** The entries that are new or different from those below. */
function broughtBy<T extends { readonly id: string }>(entries: readonly T[], below: readonly T[]): T[] {
  const { added, changed } = diffEntries(below, entries);
  const own = new Set([...added, ...changed.map(({ id }) => id)]);
  return entries.filter(({ id }) => own.has(id));
}
