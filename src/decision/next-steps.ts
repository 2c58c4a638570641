import type { Rule } from '../knowledge/model.ts';
import type { ClaimTrial, NextSteps, Trial } from '../knowledge/next-steps.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import type { Ranked, Reason } from './types.ts';

/** The proof of concept to begin with, and the reason it puts to the test; null when it is the general one. */
export type FirstSteps = {
  readonly steps: NextSteps;
  readonly trial: Trial;
  readonly tests: Reason | null;
  readonly risk: string;
};

/**
 * What to do first with a pick: the trial of its strongest reason for which the knowledge has one, else the general
 * trial. Next steps of a mode win over those of its engine; null when the knowledge has neither.
 */
export function firstSteps(
  all: readonly NextSteps[],
  pick: Ranked,
  requirements: Requirements,
): FirstSteps | null {
  const { id, engine } = pick.candidate;
  const steps = all.find((one) => one.id === id) ?? all.find((one) => one.id === engine);
  if (steps === undefined) return null;
  for (const reason of pick.reasons.filter(({ points }) => points > 0)) {
    const trial = trialOf(steps, reason.rule, requirements);
    if (trial !== null) return { steps, trial, tests: reason, risk: trial.risk ?? steps.risk };
  }
  return { steps, trial: steps.trial, tests: null, risk: steps.risk };
}

function trialOf(steps: NextSteps, rule: Rule, requirements: Requirements): ClaimTrial | null {
  const byRule = steps.claims.find(({ rules }) => rules.includes(rule.id));
  if (byRule !== undefined) return byRule;
  const about = new Set(rule.when.flatMap((when) => Object.keys(when)));
  const there = (id: string): boolean => about.has(id) && isThere(id, requirements);
  return steps.claims.find(({ criteria }) => criteria.some(there)) ?? null;
}

/** What was answered with "none" or "no" is nothing that could be put to a test. */
function isThere(criterion: string, requirements: Requirements): boolean {
  const value = requirements[criterion];
  if (value === undefined || value.kind === 'unknown') return false;
  if (value.kind === 'interval') return !value.none;
  return value.kind !== 'flag' || value.value;
}
