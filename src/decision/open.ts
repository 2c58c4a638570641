import type { Criterion } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import type { CriteriaById } from './conditions.ts';

/**
 * Criteria that can still be answered: those without a value, "don't know" being one. A criterion that is asked within
 * the question of another is closed together with that one: who answered the question has had his chance to say it.
 */
export function openCriteria(criteria: CriteriaById, requirements: Requirements): Criterion[] {
  const isSaid = (id: string): boolean => requirements[id] !== undefined;
  return [...criteria.values()].filter(
    ({ id, askedWith }) => !isSaid(id) && (askedWith === null || !isSaid(askedWith)),
  );
}
