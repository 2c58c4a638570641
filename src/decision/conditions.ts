import type { Condition, Conditions, Criterion, Rule } from '../knowledge/model.ts';
import type { IntervalValue, Requirements, RequirementValue, SetValue } from '../knowledge/requirements.ts';
import { measure } from './measure.ts';

export type CriteriaById = ReadonlyMap<string, Criterion>;

/** Whether a rule applies to these requirements: any one of its sets of conditions holds in full. */
export function applies(rule: Rule, requirements: Requirements, criteria: CriteriaById): boolean {
  return rule.when.some((conditions) => allHold(conditions, requirements, criteria));
}

function allHold(conditions: Conditions, requirements: Requirements, criteria: CriteriaById): boolean {
  return Object.entries(conditions).every(([id, condition]) => {
    const value = requirements[id];
    const criterion = criteria.get(id);
    return value !== undefined && criterion !== undefined && holds(condition, value, criterion);
  });
}

/** Whether one value satisfies one condition. "Don't know" satisfies none, so an open criterion adds nothing. */
export function holds(condition: Condition, value: RequirementValue, criterion: Criterion): boolean {
  if (condition.kind === 'interval' && value.kind === 'interval')
    return intervalHolds(condition, value, criterion);
  if (condition.kind === 'set' && value.kind === 'set') return setHolds(condition, value);
  if (condition.kind === 'flag' && value.kind === 'flag') return condition.is === value.value;
  if (condition.kind === 'choice' && value.kind === 'choice') return condition.in.includes(value.value);
  return false;
}

type IntervalCondition = Extract<Condition, { kind: 'interval' }>;
type SetCondition = Extract<Condition, { kind: 'set' }>;

function intervalHolds(condition: IntervalCondition, value: IntervalValue, criterion: Criterion): boolean {
  if (condition.none !== undefined && condition.none !== value.none) return false;
  const number = measure(criterion, value);
  return number !== null && numberHolds(condition, number);
}

/** Whether a number lies within the bounds of an interval condition; used by the bounds proof too. */
export function numberHolds(condition: IntervalCondition, number: number): boolean {
  return (
    number < (condition.below ?? Number.POSITIVE_INFINITY) &&
    number <= (condition.atMost ?? Number.POSITIVE_INFINITY) &&
    number > (condition.above ?? Number.NEGATIVE_INFINITY) &&
    number >= (condition.atLeast ?? Number.NEGATIVE_INFINITY)
  );
}

function setHolds(condition: SetCondition, value: SetValue): boolean {
  const has = (item: string): boolean => value.has.includes(item);
  return (
    (condition.hasAny?.some(has) ?? true) &&
    (condition.hasAll?.every(has) ?? true) &&
    !(condition.hasNone?.some(has) ?? false) &&
    (condition.lacksAny?.some((item) => value.lacks.includes(item)) ?? true) &&
    (condition.only === undefined || onlyThese(condition.only, value.has))
  );
}

function onlyThese(allowed: readonly string[], has: readonly string[]): boolean {
  return has.length > 0 && has.every((item) => allowed.includes(item));
}
