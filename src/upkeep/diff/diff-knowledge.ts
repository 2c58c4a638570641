import { basisOf } from '../../decision/basis.ts';
import { loadKnowledge } from '../../knowledge/loader.ts';
import type { Knowledge } from '../../knowledge/model.ts';
import { isExpected, requirementsOf } from '../expectations/golden.ts';
import { type Placed, readExpectations } from '../expectations/read-expectations.ts';
import type { RawScenario } from '../expectations/scenario-schema.ts';
import { judgeOf } from '../space/judge.ts';
import { flipsOf, type SpaceDiff } from './flips.ts';
import { diffParts, type PartsDiff } from './parts.ts';

/** A golden workload whose verdict differs between the versions, and whether each verdict is an expected one. */
export type GoldenFlip = {
  readonly id: string;
  readonly before: string;
  readonly after: string;
  readonly expectedBefore: boolean;
  readonly expectedAfter: boolean;
};

export type KnowledgeDiff = {
  readonly before: string;
  readonly after: string;
  readonly parts: PartsDiff;
  readonly golden: { readonly scenarios: number; readonly flips: readonly GoldenFlip[] };
  readonly space: SpaceDiff;
};

/**
 * The effect of a change to the knowledge: entries that differ, golden workloads and share of the decision space whose
 * verdict flips. Each side is a list of folders laid over one another.
 * @throws KnowledgeError when either side has findings.
 */
export async function diffKnowledge(
  before: readonly string[],
  after: readonly string[],
): Promise<KnowledgeDiff> {
  const [old, now] = await Promise.all([loadKnowledge(before), loadKnowledge(after)]);
  const scenarios = await scenariosOf([...before, ...after]);
  return {
    before: old.version,
    after: now.version,
    parts: diffParts(old, now),
    golden: {
      scenarios: scenarios.length,
      flips: scenarios.flatMap((scenario) => goldenFlip(scenario, old, now)),
    },
    space: flipsOf(old, now),
  };
}

/** Golden workloads of all folders; of two with the same id the later one counts. */
async function scenariosOf(folders: readonly string[]): Promise<Placed<RawScenario>[]> {
  const read = await Promise.all(folders.map(readExpectations));
  const byId = new Map(read.flatMap(({ scenarios }) => scenarios.map((one) => [one.entry.id, one])));
  return [...byId.values()].sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
}

function goldenFlip(scenario: Placed<RawScenario>, old: Knowledge, now: Knowledge): GoldenFlip[] {
  const [before, after] = [old, now].map((knowledge) =>
    judgeOf(basisOf(knowledge)).pick(requirementsOf(scenario, knowledge.criteria).requirements),
  );
  if (before === undefined || after === undefined || before.id === after.id) return [];
  const { entry } = scenario;
  return [
    {
      id: entry.id,
      before: before.id,
      after: after.id,
      expectedBefore: isExpected(entry, before),
      expectedAfter: isExpected(entry, after),
    },
  ];
}
