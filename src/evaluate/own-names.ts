import type { Knowledge } from '../knowledge/model.ts';
import { type Requirements, type RequirementValue, setOf } from '../knowledge/requirements.ts';

/**
 * Requirements with the knowledge's own ids in sets that are open to any name: a file may call a product by any name it
 * has there ("event-hubs", "Event Hubs" or "eventhubs"). Names the knowledge does not have stay as they are.
 */
export function withOwnNames(requirements: Requirements, { criteria, products }: Knowledge): Requirements {
  const ids = new Map(
    products.flatMap(({ id, names }) => [...names, id].map((name): [string, string] => [letters(name), id])),
  );
  const own = (item: string): string => ids.get(letters(item)) ?? item;
  const open = new Set(criteria.filter((criterion) => criterion.open).map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(requirements).map(([id, value]): [string, RequirementValue] => [
      id,
      value.kind === 'set' && open.has(id) ? setOf(value.has.map(own), value.lacks.map(own)) : value,
    ]),
  );
}

/** What is left of a name without case, spaces and hyphens. */
function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
