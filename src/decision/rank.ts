import type { Candidate, Effect, Engine, Knowledge, Rule } from '../knowledge/model.ts';
import { candidatesOf } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import { applies, type CriteriaById } from './conditions.ts';
import type { Ranked, Reason } from './types.ts';

/** The parts of the knowledge that decide; made once per knowledge version. */
export type Basis = {
  readonly candidates: readonly Candidate[];
  readonly rules: readonly Rule[];
  readonly criteria: CriteriaById;
  /** Position of each candidate when scores are equal, from the engine files, so that names play no part. */
  readonly precedence: ReadonlyMap<string, number>;
};

/** Prepare the knowledge for deciding. Rules are sorted by id, so that the order of files changes nothing. */
export function basisOf(knowledge: Pick<Knowledge, 'engines' | 'criteria' | 'rules'>): Basis {
  return {
    candidates: candidatesOf(knowledge),
    rules: [...knowledge.rules].sort((a, b) => (a.id < b.id ? -1 : 1)),
    criteria: new Map(knowledge.criteria.map((criterion) => [criterion.id, criterion])),
    precedence: precedenceOf(knowledge.engines),
  };
}

/** The same basis without the organisation's own rules, and without engines that only such rules speak of. */
export function withoutHouseRules(basis: Basis): Basis {
  const rules = basis.rules.filter((rule) => !rule.house);
  const named = new Set(rules.flatMap((rule) => Object.keys(rule.effect)));
  const candidates = basis.candidates.filter(({ id, engine }) => named.has(id) || named.has(engine));
  return { ...basis, rules, candidates };
}

/**
 * Additive weight of evidence (Good 1950; as multi-criteria decision analysis: a weighted sum over rules): every rule
 * that applies adds its points to the candidates it names; an exclusion puts a candidate behind all others.
 */
export function rank(basis: Basis, requirements: Requirements): Ranked[] {
  const applying = basis.rules.filter((rule) => applies(rule, requirements, basis.criteria));
  return order(
    basis,
    basis.candidates.map((candidate) => judge(candidate, applying)),
  );
}

function judge(candidate: Candidate, rules: readonly Rule[]): Ranked {
  const reasons: Reason[] = [];
  for (const rule of rules) {
    const effect = effectOn(rule, candidate);
    if (effect === 'excluded') reasons.push({ rule, points: 0, excludes: true });
    else if (effect !== 0) reasons.push({ rule, points: effect, excludes: false });
  }
  reasons.sort(strongestFirst);
  const score = round(reasons.reduce((sum, reason) => sum + reason.points, 0));
  return { candidate, score, excluded: reasons.some((reason) => reason.excludes), reasons };
}

/** What a rule does to a candidate: an effect on the mode wins over one on the whole engine; 0 when it names neither. */
export function effectOn(rule: Rule, candidate: Candidate): Effect {
  return rule.effect[candidate.id] ?? rule.effect[candidate.engine] ?? 0;
}

/** Best first: not excluded, then by score, then by the precedence of the engine files. */
export function order(basis: Basis, ranked: readonly Ranked[]): Ranked[] {
  return [...ranked].sort(
    (a, b) =>
      Number(a.excluded) - Number(b.excluded) ||
      b.score - a.score ||
      precedence(basis, a.candidate) - precedence(basis, b.candidate),
  );
}

/** Place of a candidate among equals; smaller comes first. */
export function precedence(basis: Basis, candidate: Candidate): number {
  return basis.precedence.get(candidate.id) ?? Number.MAX_SAFE_INTEGER;
}

function precedenceOf(engines: readonly Engine[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const engine of engines) {
    places.set(engine.id, engine.precedence);
    engine.modes.forEach((mode, i) => {
      places.set(`${engine.id}/${mode.id}`, engine.precedence + (i + 1) / 100);
    });
  }
  return places;
}

function strongestFirst(a: Reason, b: Reason): number {
  return (
    Number(b.excludes) - Number(a.excludes) ||
    Math.abs(b.points) - Math.abs(a.points) ||
    (a.rule.id < b.rule.id ? -1 : 1)
  );
}

/** Sums of decimal points stay decimal, so that equal scores are equal bytes. */
function round(score: number): number {
  return Math.round(score * 1000) / 1000;
}
