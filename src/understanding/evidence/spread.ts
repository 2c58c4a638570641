import type { Criterion } from '../../knowledge/model.ts';
import type { Amount, RequirementValue } from '../../knowledge/requirements.ts';
import type { Evidence } from './evidence.ts';

/**
 * Flags that a text implies by giving values far apart for another criterion: two consumers with different needs. Which
 * flag, of which criterion and how far apart is data (`spread` in the criterion's file).
 */
export function spreadIn(evidence: readonly Evidence[], criteria: readonly Criterion[]): Evidence[] {
  return criteria.flatMap((criterion): Evidence[] => {
    const { spread } = criterion;
    if (spread === null) return [];
    const silencing = new Set([criterion.id, spread.unless]);
    if (evidence.some((one) => silencing.has(one.criterion.id))) return [];
    const numbers = evidence
      .filter((one) => one.criterion.id === spread.of && one.how === 'said' && one.weight !== 'stale')
      .flatMap((one) => {
        const number = numberOf(one.criterion, one.value);
        return number === null ? [] : [{ number, from: one.from, to: one.to }];
      })
      .sort((a, b) => a.number - b.number);
    const [least, most] = [numbers[0], numbers.at(-1)];
    if (least === undefined || most === undefined || most.number < least.number * spread.factor) return [];
    const { from, to } = most;
    return [{ criterion, value: { kind: 'flag', value: true }, how: 'inferred', from, to, weight: 'weak' }];
  });
}

function numberOf(criterion: Criterion, value: RequirementValue): number | null {
  if (value.kind !== 'interval') return null;
  const [dimension] = criterion.dimensions;
  const given = dimension === undefined ? undefined : value.amounts[dimension];
  const amount = given ?? (value.level === null ? undefined : criterion.levels[value.level]);
  return amount === undefined ? null : end(amount);
}

function end({ approx, min, max }: Amount): number | null {
  return approx ?? max ?? min;
}
