import { z } from 'zod';
import type { Criterion } from '../../knowledge/model.ts';
import {
  alternativesSchema,
  flagCondition,
  intervalCondition,
  itemsCondition,
  rulesSchema,
  setCondition,
} from '../../knowledge/schemas/rule.ts';

/**
 * The schema of rule files with the conditions spelled out for each criterion. The loader checks conditions in a second
 * step, when it knows the criteria; an editor has only the schema, so here they are part of it.
 */
export function ruleFileSchema(criteria: readonly Criterion[]): z.ZodType {
  const byCriterion = criteria.map((criterion) => [criterion.id, conditionOn(criterion).optional()]);
  const conditions = z.strictObject(Object.fromEntries(byCriterion));
  const alternatives = alternativesSchema.extend({ any: z.array(conditions).min(1) });
  return z.array(rulesSchema.element.extend({ when: z.union([conditions, alternatives]) }));
}

function conditionOn(criterion: Criterion): z.ZodType {
  switch (criterion.kind) {
    case 'interval':
      return intervalCondition;
    case 'flag':
      return flagCondition;
    case 'choice':
      return namedItems(criterion) ?? itemsCondition;
    case 'set':
      return setOf(criterion);
  }
}

function setOf(criterion: Criterion): z.ZodType {
  const short = namedItems(criterion);
  if (short === null) return z.union([itemsCondition, setCondition]);
  const items = z.array(itemOf(criterion)).min(1).optional();
  const parts = Object.keys(setCondition.shape).map((part) => [part, items]);
  return z.union([short, z.strictObject(Object.fromEntries(parts))]);
}

/** An item or a list of items by name; null where any name is legal. */
function namedItems(criterion: Criterion): z.ZodType | null {
  if (criterion.open || criterion.items.length === 0) return null;
  const item = itemOf(criterion);
  return z.union([item, z.array(item).min(1)]);
}

function itemOf({ items }: Criterion): z.ZodType {
  return z.enum(items.map(({ id }) => id));
}
