import type { Effect, Rule } from '../knowledge/model.ts';
import type { Ranked } from './types.ts';

/** One rule that applies to the workload and what it does to each of the candidates compared, in their order. */
export type RuleRow = { readonly rule: Rule; readonly effects: readonly Effect[] };

export type SideBySide = {
  readonly candidates: readonly Ranked[];
  /** Rules that set the candidates apart, widest gap first. */
  readonly apart: readonly RuleRow[];
  /** Rules that do the same to all of them. */
  readonly alike: readonly RuleRow[];
};

/**
 * Candidates side by side over the rules that apply to a workload.
 * @param ranked judged candidates of one verdict, in the order of the columns
 */
export function sideBySide(ranked: readonly Ranked[]): SideBySide {
  const rules = new Map(ranked.flatMap(({ reasons }) => reasons.map(({ rule }) => [rule.id, rule])));
  const rows = [...rules.values()]
    .map((rule): RuleRow => ({ rule, effects: ranked.map((one) => effectIn(one, rule)) }))
    .sort((a, b) => gapOf(b) - gapOf(a) || (a.rule.id < b.rule.id ? -1 : 1));
  return {
    candidates: ranked,
    apart: rows.filter((row) => gapOf(row) > 0),
    alike: rows.filter((row) => gapOf(row) === 0),
  };
}

function effectIn({ reasons }: Ranked, rule: Rule): Effect {
  const reason = reasons.find((one) => one.rule.id === rule.id);
  if (reason === undefined) return 0;
  return reason.excludes ? 'excluded' : reason.points;
}

/** An exclusion is wider than any points. */
const EXCLUSION_GAP = 1e6;

function gapOf({ effects }: RuleRow): number {
  const worths = effects.map((effect) => (effect === 'excluded' ? -EXCLUSION_GAP : effect));
  return Math.max(...worths) - Math.min(...worths);
}
