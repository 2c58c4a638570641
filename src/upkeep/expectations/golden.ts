import { type Basis, basisOf } from '../../decision/basis.ts';
import { rank } from '../../decision/rank.ts';
import type { Finding } from '../../knowledge/findings.ts';
import type { Candidate, Criterion, Knowledge } from '../../knowledge/model.ts';
import type { Requirements, RequirementValue } from '../../knowledge/requirements.ts';
import { parseValue, ValueSyntaxError } from '../../knowledge/value-syntax.ts';
import type { Placed } from './read-expectations.ts';
import { deadCitations, means, unknownCandidates } from './references.ts';
import type { RawScenario } from './scenario-schema.ts';

/** A golden workload whose verdict is none of those expected, or that refers to what does not exist. */
export function goldenFindings(scenarios: readonly Placed<RawScenario>[], knowledge: Knowledge): Finding[] {
  const basis = basisOf(knowledge);
  return scenarios.flatMap((placed) => judge(placed, basis, knowledge));
}

/** The requirements of a golden workload, and what is wrong with those that cannot be read. */
export function requirementsOf(
  { entry, index, yaml }: Placed<RawScenario>,
  criteria: readonly Criterion[],
): { readonly requirements: Requirements; readonly findings: readonly Finding[] } {
  const known = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  const findings: Finding[] = [];
  const values = Object.entries(entry.given).flatMap(([id, text]): [string, RequirementValue][] => {
    const criterion = known.get(id);
    try {
      if (criterion !== undefined) return [[id, parseValue(criterion, text)]];
      const remedy = `Known criteria: ${[...known.keys()].join(', ')}.`;
      findings.push(yaml.at([index, 'given', id], `Expected the id of a criterion, got "${id}".`, remedy));
    } catch (error) {
      if (!(error instanceof ValueSyntaxError)) throw error;
      findings.push(yaml.at([index, 'given', id], error.message, error.remedy));
    }
    return [];
  });
  return { requirements: Object.fromEntries(values), findings };
}

/** Whether a pick is one of those that the workload accepts. */
export function isExpected({ pick }: RawScenario, candidate: Candidate): boolean {
  return pick.some((name) => means(name, candidate));
}

function judge(placed: Placed<RawScenario>, basis: Basis, knowledge: Knowledge): Finding[] {
  const { requirements, findings } = requirementsOf(placed, knowledge.criteria);
  const references = [
    ...findings,
    ...unknownCandidates(placed, ['pick'], placed.entry.pick, knowledge),
    ...deadCitations(placed, knowledge),
  ];
  const [first, second] = rank(basis, requirements);
  if (references.length > 0 || first === undefined || isExpected(placed.entry, first.candidate))
    return references;
  const { entry, index, yaml } = placed;
  const runnerUp = second === undefined ? '' : `, before ${second.candidate.id} with ${second.score}`;
  const message = `Expected the golden workload "${entry.id}" to get ${entry.pick.join(' or ')}, got ${first.candidate.id} with ${first.score} points${runnerUp}.`;
  return [
    yaml.at(
      [index, 'pick'],
      message,
      'Mend the rules that tip it, or change the expectation with its reason.',
    ),
  ];
}
