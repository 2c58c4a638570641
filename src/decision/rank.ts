import type { Candidate } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import { type Basis, precedence } from './basis.ts';
import { type Row, rowApplies, type Truths, tablesOf, truthsOf } from './tables.ts';
import type { Ranked, Reason } from './types.ts';

/**
 * Additive weight of evidence (Good 1950; as multi-criteria decision analysis: a weighted sum over rules): every rule
 * that applies adds its points to the candidates it names; an exclusion puts a candidate behind all others.
 */
export function rank(basis: Basis, requirements: Requirements): Ranked[] {
  const applying = rowsApplying(basis, truthsOf(tablesOf(basis), requirements));
  return order(
    basis,
    basis.candidates.map((candidate, place) => judge(candidate, place, applying)),
  );
}

/** The candidate that `rank` puts first, without the reasons: for what-ifs, of which a request tries hundreds. */
export function firstOf(basis: Basis, truths: Truths): Candidate | undefined {
  const { candidates } = basis;
  const applying = rowsApplying(basis, truths);
  const standings = candidates.map((candidate, place) => {
    let score = 0;
    let excluded = false;
    for (const { points, outs } of applying) {
      score += points[place] ?? 0;
      excluded ||= outs[place] === true;
    }
    return { candidate, excluded, score: round(score) };
  });
  return bestOf(basis, standings)?.candidate;
}

function rowsApplying(basis: Basis, truths: Truths): Row[] {
  return tablesOf(basis).rows.filter((row) => rowApplies(row, truths));
}

function judge(candidate: Candidate, place: number, rows: readonly Row[]): Ranked {
  const reasons: Reason[] = [];
  for (const { rule, points, outs } of rows) {
    const gain = points[place] ?? 0;
    if (outs[place] === true) reasons.push({ rule, points: 0, excludes: true });
    else if (gain !== 0) reasons.push({ rule, points: gain, excludes: false });
  }
  reasons.sort(strongestFirst);
  const score = round(reasons.reduce((sum, reason) => sum + reason.points, 0));
  return { candidate, score, excluded: reasons.some((reason) => reason.excludes), reasons };
}

type Standing = Pick<Ranked, 'candidate' | 'score' | 'excluded'>;

/** Best first: not excluded, then by score, then by the precedence of the engine files. */
export function order(basis: Basis, ranked: readonly Ranked[]): Ranked[] {
  return [...ranked].sort((a, b) => compare(basis, a, b));
}

/** The one that `order` puts first. */
export function bestOf<T extends Standing>(basis: Basis, standings: readonly T[]): T | undefined {
  let best = standings[0];
  for (const one of standings) if (best !== undefined && compare(basis, one, best) < 0) best = one;
  return best;
}

function compare(basis: Basis, a: Standing, b: Standing): number {
  return (
    Number(a.excluded) - Number(b.excluded) ||
    b.score - a.score ||
    precedence(basis, a.candidate) - precedence(basis, b.candidate)
  );
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
