import type { Choice, Criterion } from './model.ts';
import type { RequirementValue } from './requirements.ts';

/**
 * What pressing a choice says: the value of its criterion, and yes to the flags that it answers too.
 * @returns requirements by criterion id
 */
export function saidBy(criterion: Criterion, choice: Choice): Record<string, RequirementValue> {
  const flags = choice.also.map((id) => [id, { kind: 'flag', value: true }] as const);
  return { [criterion.id]: choice.value, ...Object.fromEntries(flags) };
}
