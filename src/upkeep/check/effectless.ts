import { applies } from '../../decision/conditions.ts';
import type { Finding } from '../../knowledge/findings.ts';
import type { Candidate, Rule } from '../../knowledge/model.ts';
import type { Requirements } from '../../knowledge/requirements.ts';
import type { Sources } from '../sources.ts';
import { climbTo } from '../space/climb.ts';
import { type Judge, worth } from '../space/judge.ts';
import { both, promisingFor, witnesses } from '../space/promising.ts';
import type { Space } from '../space/space.ts';

/** Points of the whole space looked at first; most rules show their effect here. */
const POINTS = 400;
/** Points tried for each rule that is left, all of them where its conditions hold. */
const POINTS_PER_RULE = 100;

/**
 * Rules that never fire, since nothing can satisfy their conditions, and rules that are always shadowed: wherever they
 * fire, the verdict is the same without them. The first is proved, the second searched.
 * @param rules those to judge, of those that the judge knows
 */
export function effectless(rules: readonly Rule[], judge: Judge, space: Space, sources: Sources): Finding[] {
  const dead = rules.filter((rule) => witnesses(rule, judge.basis).length === 0);
  const silent = new Set(rules.filter((rule) => !dead.includes(rule)));
  for (let seed = 0; seed < POINTS && silent.size > 0; seed += 1) {
    const point = space.sample(seed);
    for (const rule of silent) if (decides(rule, judge, point)) silent.delete(rule);
  }
  const shadowed = [...silent].filter((rule) => !decidesSomewhere(rule, judge, space));
  return [
    ...dead.map((rule) => neverFires(rule, sources)),
    ...shadowed.map((rule) => isShadowed(rule, sources)),
  ];
}

/** Whether another candidate would win here without the rule. */
function decides(rule: Rule, judge: Judge, requirements: Requirements): boolean {
  return (
    applies(rule, requirements, judge.basis.criteria) &&
    judge.pick(requirements) !== judge.pick(requirements, rule)
  );
}

function decidesSomewhere(rule: Rule, judge: Judge, space: Space): boolean {
  const places = witnesses(rule, judge.basis);
  for (let seed = 0; seed < POINTS_PER_RULE; seed += 1) {
    if (decides(rule, judge, { ...space.sample(seed), ...places[seed % places.length] })) return true;
  }
  return judge.basis.candidates
    .filter((candidate) => worth(rule, candidate) !== 0)
    .some((candidate) => tips(rule, candidate, judge, space));
}

/** Whether a point can be found where the rule alone makes a candidate win, or lose. */
function tips(rule: Rule, candidate: Candidate, judge: Judge, space: Space): boolean {
  const starts = promisingFor(candidate, judge.basis).flatMap((start) =>
    witnesses(rule, judge.basis).map((witness) => both(start, witness)),
  );
  const sign = worth(rule, candidate) > 0 ? 1 : -1;
  const found = climbTo(
    {
      height: (at) => Math.min(sign * judge.lead(candidate, at), -sign * judge.lead(candidate, at, rule)),
      isReached: (at) => decides(rule, judge, at),
    },
    space,
    starts,
  );
  return found !== null;
}

function neverFires({ id }: Rule, sources: Sources): Finding {
  return sources.atRule(
    id,
    ['when'],
    `Expected rule "${id}" to fire for some requirements, got conditions that nothing satisfies.`,
    'Mend the bounds or items that exclude one another, or remove the rule.',
  );
}

function isShadowed({ id }: Rule, sources: Sources): Finding {
  return sources.atRule(
    id,
    ['effect'],
    `Expected rule "${id}" to change some verdict, got the same pick without it wherever it was seen to fire.`,
    'Give it more weight, or remove it: other rules decide wherever it fires.',
  );
}
