import { type Basis, effectOn } from '../../decision/basis.ts';
import { holds } from '../../decision/conditions.ts';
import type { Candidate, Criterion, Rule } from '../../knowledge/model.ts';
import type { RequirementValue } from '../../knowledge/requirements.ts';

/** One requirement changes from one value to another, and everything else stays. */
export type Change = {
  readonly criterion: Criterion;
  readonly from: RequirementValue;
  readonly to: RequirementValue;
};

/**
 * The most points that one candidate can gain on another through a change, whatever else is required; infinite where the
 * change can let in the one or shut out the other. Zero or less is a proof that the change never moves the verdict from
 * the other to it.
 */
export function mostGain(winner: Candidate, loser: Candidate, change: Change, basis: Basis): number {
  if (isOut(winner, change, basis)) return Number.NEGATIVE_INFINITY;
  const switched = basis.rules.map((rule) => ({ rule, ...switching(rule, change) }));
  const canDecide = switched.some(
    ({ rule, on, off }) => (on && excludes(rule, loser)) || (off && excludes(rule, winner)),
  );
  if (canDecide) return Number.POSITIVE_INFINITY;
  return switched.reduce((sum, { rule, on, off, alone }) => {
    const swing = points(rule, winner) - points(rule, loser);
    const gains = [...(on ? [swing] : []), ...(off ? [-swing] : []), ...(alone ? [] : [0])];
    return gains.length === 0 ? sum : sum + Math.max(...gains);
  }, 0);
}

/** Shut out for certain after the change, while some candidate that no rule excludes is always there to win. */
function isOut(candidate: Candidate, { criterion, to }: Change, { candidates, rules }: Basis): boolean {
  const isFree = (one: Candidate): boolean => !rules.some((rule) => excludes(rule, one));
  const isCertain = (rule: Rule): boolean =>
    rule.when.some((conditions) =>
      Object.entries(conditions).every(
        ([id, condition]) => id === criterion.id && holds(condition, to, criterion),
      ),
    );
  return candidates.some(isFree) && rules.some((rule) => excludes(rule, candidate) && isCertain(rule));
}

/** Whether the change can make a rule fire or stop it; `alone` when it does so for certain. */
type Switching = { readonly on: boolean; readonly off: boolean; readonly alone: boolean };

function switching(rule: Rule, { criterion, from, to }: Change): Switching {
  const parts = rule.when.map((conditions) => {
    const condition = conditions[criterion.id];
    const before = condition === undefined || holds(condition, from, criterion);
    const after = condition === undefined || holds(condition, to, criterion);
    return { on: after && !before, off: before && !after, alone: Object.keys(conditions).length === 1 };
  });
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return { on: parts.some(({ on }) => on), off: parts.some(({ off }) => off), alone: false };
}

function excludes(rule: Rule, candidate: Candidate): boolean {
  return effectOn(rule, candidate) === 'excluded';
}

function points(rule: Rule, candidate: Candidate): number {
  const effect = effectOn(rule, candidate);
  return effect === 'excluded' ? 0 : effect;
}
