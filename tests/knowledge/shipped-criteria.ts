import { loadKnowledge } from '../../src/knowledge/loader.ts';
import type { Criterion } from '../../src/knowledge/model.ts';
import { SHIPPED } from './knowledge-folder.ts';

/** The shipped criteria in their order. */
export const CRITERIA: readonly Criterion[] = (await loadKnowledge([SHIPPED])).criteria;

/** A shipped criterion by id. */
export function criterion(id: string): Criterion {
  const found = CRITERIA.find((each) => each.id === id);
  if (found === undefined) throw new Error(`No criterion "${id}" is shipped.`);
  return found;
}
