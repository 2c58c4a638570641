import { type Basis, effectOn, precedence } from '../../decision/basis.ts';
import { holds } from '../../decision/conditions.ts';
import type { Candidate, Condition, Criterion, Rule } from '../../knowledge/model.ts';
import type { Requirements } from '../../knowledge/requirements.ts';

/**
 * The verdicts of `rank` without reasons, about ten times as fast: a search asks for tens of thousands of them. A test
 * holds the two together.
 */
export type Judge = {
  readonly basis: Basis;
  /** The candidate that wins, also with one rule left aside; undefined for knowledge without engines. */
  pick(requirements: Requirements, without?: Rule): Candidate | undefined;
  /** Points by which a candidate is ahead of its best rival; negative when behind. */
  lead(candidate: Candidate, requirements: Requirements, without?: Rule): number;
};

/** Stands behind every sum of points: an excluded candidate is further from winning than any other. */
const EXCLUDED = -1e6;

/** Prepare a basis for many verdicts. */
export function judgeOf(basis: Basis): Judge {
  const { candidates } = basis;
  const rules = basis.rules.map((rule) => compile(rule, basis));
  const places = candidates.map((candidate) => precedence(basis, candidate));
  const scores = (requirements: Requirements, without?: Rule): number[] => {
    const firing = rules.filter((one) => one.rule !== without && fires(one, requirements));
    return candidates.map((_, index) => scoreOf(index, firing));
  };
  return {
    basis,
    pick: (requirements, without) => candidates[bestOf(scores(requirements, without), places)],
    lead: (candidate, requirements, without) =>
      leadIn(scores(requirements, without), candidates.indexOf(candidate)),
  };
}

/** What a rule is worth to a candidate where it fires. */
export function worth(rule: Rule, candidate: Candidate): number {
  const effect = effectOn(rule, candidate);
  return effect === 'excluded' ? EXCLUDED : effect;
}

type Part = {
  readonly id: string;
  readonly condition: Condition;
  readonly criterion: Criterion | undefined;
};
type Compiled = {
  readonly rule: Rule;
  readonly alternatives: readonly (readonly Part[])[];
  /** By candidate. */
  readonly points: readonly number[];
  readonly excludes: readonly boolean[];
};

function compile(rule: Rule, { candidates, criteria }: Basis): Compiled {
  const effects = candidates.map((candidate) => effectOn(rule, candidate));
  return {
    rule,
    alternatives: rule.when.map((conditions) =>
      Object.entries(conditions).map(([id, condition]) => ({ id, condition, criterion: criteria.get(id) })),
    ),
    points: effects.map((effect) => (effect === 'excluded' ? 0 : effect)),
    excludes: effects.map((effect) => effect === 'excluded'),
  };
}

function fires({ alternatives }: Compiled, requirements: Requirements): boolean {
  return alternatives.some((parts) =>
    parts.every(({ id, condition, criterion }) => {
      const value = requirements[id];
      return value !== undefined && criterion !== undefined && holds(condition, value, criterion);
    }),
  );
}

/** Rounded as `rank` does it, so that equal scores are equal. */
function scoreOf(index: number, firing: readonly Compiled[]): number {
  let sum = 0;
  let excluded = false;
  for (const { points, excludes } of firing) {
    sum += points[index] ?? 0;
    excluded ||= excludes[index] ?? false;
  }
  return Math.round(sum * 1000) / 1000 + (excluded ? EXCLUDED : 0);
}

function bestOf(scores: readonly number[], places: readonly number[]): number {
  let best = 0;
  for (let index = 1; index < scores.length; index += 1) {
    const ahead = (scores[index] ?? EXCLUDED) - (scores[best] ?? EXCLUDED);
    if (ahead > 0 || (ahead === 0 && (places[index] ?? 0) < (places[best] ?? 0))) best = index;
  }
  return best;
}

function leadIn(scores: readonly number[], own: number): number {
  let rival = Number.NEGATIVE_INFINITY;
  for (const [index, score] of scores.entries()) if (index !== own && score > rival) rival = score;
  return (scores[own] ?? EXCLUDED) - rival;
}
