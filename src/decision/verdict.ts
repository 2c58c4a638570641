import type { Requirements } from '../knowledge/requirements.ts';
import type { Basis } from './basis.ts';
import { rank } from './rank.ts';
import { marginOf, sensitivityOf, strengthOf } from './strength.ts';
import type { Objection, Ranked, Verdict } from './types.ts';

/** The verdict on what is known: an open criterion adds nothing. Needs at least one engine in the knowledge. */
export function verdictOn(basis: Basis, requirements: Requirements): Verdict {
  const ranking = rank(basis, requirements);
  const [first] = ranking;
  if (first === undefined) throw new Error('The knowledge names no engine: add at least one under engines/.');
  const margin = marginOf(ranking);
  const sensitivity = sensitivityOf(basis, ranking);
  return {
    pick: first.candidate,
    strength: strengthOf(ranking, margin, sensitivity),
    margin,
    sensitivity,
    ranking,
    against: objectionsTo(first, ranking),
  };
}

/** A rival's lead on one rule counts as an argument from this many points on; less is a shade. */
const WORTH_MENTIONING = 0.5;

/** What speaks against the pick: its own minus points, then what the best candidate of another engine has over it. */
function objectionsTo(first: Ranked, ranking: readonly Ranked[]): Objection[] {
  const own = first.reasons.filter((reason) => reason.excludes || reason.points < 0);
  const rival = ranking.find((ranked) => ranked.candidate.engine !== first.candidate.engine);
  const gained = new Map(first.reasons.map((reason) => [reason.rule.id, reason.points]));
  const ahead = (rival?.reasons ?? []).filter(
    ({ points, rule }) => points > 0 && points - Math.max(0, gained.get(rule.id) ?? 0) >= WORTH_MENTIONING,
  );
  return [
    ...own.map((reason) => ({ ...reason, favours: null })),
    ...ahead.map((reason) => ({ ...reason, favours: rival?.candidate ?? null })),
  ];
}
