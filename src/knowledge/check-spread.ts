import type { PlacedCriterion } from './check-criteria.ts';
import type { Finding } from './findings.ts';
import type { Criterion } from './model.ts';
import type { YamlFile } from './yaml-file.ts';

type Criteria = ReadonlyMap<string, Criterion>;

/**
 * Check what a criterion's `spread` refers to: it makes a flag out of values of an interval that lie far apart.
 * @param ids ids of all criterion files, the faulty ones too: a fault is told once, where it is
 */
export function checkSpread(
  { criterion, yaml }: PlacedCriterion,
  criteria: Criteria,
  ids: ReadonlySet<string>,
): Finding[] {
  const { spread, kind } = criterion;
  if (spread === null) return [];
  const flag = kind === 'flag' ? [] : [notFlag(yaml, kind)];
  const unless =
    spread.unless === null || ids.has(spread.unless) ? [] : [unknown(yaml, 'unless', spread.unless, ids)];
  return [...flag, ...ofFindings(spread.of, yaml, criteria, ids), ...unless];
}

function ofFindings(of: string, yaml: YamlFile, criteria: Criteria, ids: ReadonlySet<string>): Finding[] {
  if (!ids.has(of)) return [unknown(yaml, 'of', of, ids)];
  const kind = criteria.get(of)?.kind ?? 'interval';
  if (kind === 'interval') return [];
  const message = `"spread.of": expected a criterion of kind interval, got "${of}", a ${kind}.`;
  return [yaml.at(['spread', 'of'], message, 'Name one whose values are numbers that can lie far apart.')];
}

function notFlag(yaml: YamlFile, kind: string): Finding {
  const message = `"spread": expected only beside kind: flag, got it beside kind: ${kind}.`;
  return yaml.at(['spread'], message, 'Remove it, or make the criterion a flag.');
}

function unknown(yaml: YamlFile, key: 'of' | 'unless', got: string, ids: ReadonlySet<string>): Finding {
  const message = `"spread.${key}": expected the id of a criterion, got "${got}".`;
  return yaml.at(['spread', key], message, `Known criteria: ${[...ids].join(', ')}.`);
}
