import type { Rule } from '../knowledge/model.ts';
import { type Basis, precedence } from './basis.ts';
import type { Ranked, Reason, Strength } from './types.ts';

/** Re-weightings tried: a share then has a standard error of at most 3.5 percentage points. */
const TRIALS = 200;
/** Each rule's weight is multiplied by a factor in this range: experts agree on signs, less on sizes. */
const FACTOR_RANGE = [0.5, 1.5] as const;

/** Fewer criteria than this cannot make a strong case, however heavy their rules. */
const STRONG_FROM_CRITERIA = 2;
/** Both must be reached: points ahead of the next engine, and share of re-weightings won. */
const STRONG = { margin: 2.5, sensitivity: 0.9 };
const LEAN = { margin: 0.75, sensitivity: 0.65 };

/** Points between the first candidate and the best one of another engine that is not excluded. */
export function marginOf(ranking: readonly Ranked[]): number {
  const [first] = ranking;
  const rival = ranking.find((ranked) => ranked.candidate.engine !== first?.candidate.engine);
  if (first === undefined || rival === undefined) return 0;
  if (rival.excluded && !first.excluded) return Math.max(STRONG.margin, first.score - rival.score);
  return Math.round((first.score - rival.score) * 1000) / 1000;
}

/**
 * Share of random re-weightings under which the same engine stays first: simulation of the weights as in Butler, Jia and
 * Dyer (1997), "Simulation techniques for the sensitivity analysis of multi-criteria decision models". The random
 * numbers come from the rule's id and the trial's number, so the same rules give the same share on every machine.
 */
export function sensitivityOf(basis: Basis, ranking: readonly Ranked[]): number {
  const winner = ranking[0]?.candidate.engine;
  const some = ranking.filter(({ excluded }) => !excluded);
  const contenders = (some.length > 0 ? some : ranking).map(({ candidate, reasons }) => ({
    engine: candidate.engine,
    place: precedence(basis, candidate),
    scores: reweighed(reasons),
  }));
  let kept = 0;
  for (let trial = 0; trial < TRIALS; trial += 1) {
    let [best] = contenders;
    for (const one of contenders) if (best !== undefined && isAhead(one, best, trial)) best = one;
    if (best?.engine === winner) kept += 1;
  }
  return kept / TRIALS;
}

type Contender = { readonly place: number; readonly scores: Float64Array };

function isAhead(one: Contender, other: Contender, trial: number): boolean {
  const ahead = (one.scores[trial] ?? 0) - (other.scores[trial] ?? 0);
  return ahead > 0 || (ahead === 0 && one.place < other.place);
}

/** How firmly the verdict stands; without any evidence it is a toss-up. */
export function strengthOf(ranking: readonly Ranked[], margin: number, sensitivity: number): Strength {
  const breadth = criteriaBehind(ranking);
  if (breadth === 0) return 'toss-up';
  const firm = margin >= STRONG.margin && sensitivity >= STRONG.sensitivity;
  if (firm && breadth >= STRONG_FROM_CRITERIA) return 'strong';
  return margin >= LEAN.margin && sensitivity >= LEAN.sensitivity ? 'lean' : 'toss-up';
}

/** How many criteria the rules that applied look at. */
function criteriaBehind(ranking: readonly Ranked[]): number {
  const rules = ranking.flatMap((ranked) => ranked.reasons.map((reason) => reason.rule));
  return new Set(rules.flatMap((rule) => rule.when.flatMap((when) => Object.keys(when)))).size;
}

/** A candidate's score in every trial. */
function reweighed(reasons: readonly Reason[]): Float64Array {
  const scores = new Float64Array(TRIALS);
  for (const { rule, points } of reasons) {
    const factors = factorsOf(rule);
    for (let trial = 0; trial < TRIALS; trial += 1)
      scores[trial] = (scores[trial] ?? 0) + points * (factors[trial] ?? 1);
  }
  return scores;
}

const made = new WeakMap<Rule, readonly number[]>();

/** The factors of a rule in all trials; made once for each rule. */
function factorsOf(rule: Rule): readonly number[] {
  const known = made.get(rule);
  if (known !== undefined) return known;
  const [low, high] = FACTOR_RANGE;
  const factors = Array.from(
    { length: TRIALS },
    (_, trial) => low + (high - low) * uniform(`${rule.id}#${trial}`),
  );
  made.set(rule, factors);
  return factors;
}

/** FNV-1a over the text, finished by the murmur3 mixer (both public domain), scaled to 0..1. */
function uniform(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
