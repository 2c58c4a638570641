import type { Basis } from '../../decision/basis.ts';
import type { Candidate, Rule } from '../../knowledge/model.ts';
import { type Requirements, type RequirementValue, setOf } from '../../knowledge/requirements.ts';
import { worth } from './judge.ts';
import { witnessesOf } from './witness.ts';

/** Requirements that a rule fires for, several for each of its alternatives that can be satisfied. */
export function witnesses(rule: Rule, basis: Basis): Requirements[] {
  return rule.when.flatMap((conditions) => witnessesOf(conditions, basis.criteria));
}

/**
 * Points at which a candidate has a good chance: where one of the rules that favour it fires, the strongest first.
 * Narrow conditions are met by almost no sample, so a search has to begin there.
 */
export function promisingFor(candidate: Candidate, basis: Basis): Requirements[] {
  return basis.rules
    .filter((rule) => worth(rule, candidate) > 0)
    .sort((a, b) => worth(b, candidate) - worth(a, candidate))
    .flatMap((rule) => witnesses(rule, basis).slice(0, 1));
}

/** Both requirements at once: sets are joined, for anything else the second one counts. */
export function both(first: Requirements, second: Requirements): Requirements {
  const joined = Object.entries(second).map(([id, value]) => [id, join(first[id], value)] as const);
  return { ...first, ...Object.fromEntries(joined) };
}

function join(first: RequirementValue | undefined, second: RequirementValue): RequirementValue {
  if (first?.kind !== 'set' || second.kind !== 'set') return second;
  const missing = first.lacks.filter((item) => !second.has.includes(item));
  const there = first.has.filter((item) => !second.lacks.includes(item));
  return setOf([...there, ...second.has], [...missing, ...second.lacks]);
}
