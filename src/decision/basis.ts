import type { Candidate, Effect, Engine, Knowledge, Rule } from '../knowledge/model.ts';
import { candidatesOf } from '../knowledge/model.ts';
import type { CriteriaById } from './conditions.ts';

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

/** What a rule does to a candidate: an effect on the mode wins over one on the whole engine; 0 when it names neither. */
export function effectOn(rule: Rule, candidate: Candidate): Effect {
  return rule.effect[candidate.id] ?? rule.effect[candidate.engine] ?? 0;
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
