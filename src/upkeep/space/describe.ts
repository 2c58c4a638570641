import type { Criterion } from '../../knowledge/model.ts';
import type { Requirements } from '../../knowledge/requirements.ts';
import { writeValue } from '../../knowledge/value-syntax.ts';

/** Requirements as they are given on the command line, so that a case can be tried again: `latency=<=100ms skills=java`. */
export function describe(requirements: Requirements, criteria: readonly Criterion[]): string {
  const parts = criteria.flatMap((criterion) => {
    const value = requirements[criterion.id];
    return value === undefined ? [] : [`${criterion.id}=${writeValue(criterion, value)}`];
  });
  return parts.length === 0 ? 'nothing said' : parts.join(' ');
}
