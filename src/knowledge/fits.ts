import type { Criterion } from './model.ts';
import type { RequirementValue } from './requirements.ts';

/**
 * Whether a value is still legal for a criterion. Values are checked where they are read; this is for those that were
 * given under another version of the knowledge.
 */
export function fits(criterion: Criterion, value: RequirementValue): boolean {
  if (value.kind === 'unknown') return true;
  if (value.kind !== criterion.kind) return false;
  const isItem = (id: string): boolean => criterion.open || criterion.items.some((item) => item.id === id);
  switch (value.kind) {
    case 'flag':
      return true;
    case 'choice':
      return isItem(value.value);
    case 'set':
      return [...value.has, ...value.lacks].every(isItem);
    case 'interval': {
      const dimensions: readonly string[] = criterion.dimensions;
      const isLevel = value.level === null || Object.hasOwn(criterion.levels, value.level);
      return isLevel && Object.keys(value.amounts).every((dimension) => dimensions.includes(dimension));
    }
  }
}
