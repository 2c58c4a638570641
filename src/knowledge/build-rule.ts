import { buildCondition } from './build-condition.ts';
import type { Finding } from './findings.ts';
import type { Condition, Conditions, Criterion, Rule } from './model.ts';
import { type Checked, checkSchema } from './schema-findings.ts';
import { alternativesSchema, type RawRule, rulesSchema } from './schemas/rule.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** A rule with its place, so that later checks can point at it. */
export type PlacedRule = { readonly rule: Rule; readonly yaml: YamlFile; readonly path: Path };
type Criteria = ReadonlyMap<string, Criterion>;

/** Read a file of rules. Rules with findings are left out; the others are returned beside the findings. */
export function buildRules(
  yaml: YamlFile,
  criteria: Criteria,
  house: boolean,
): { rules: PlacedRule[]; findings: readonly Finding[] } {
  const raw = checkSchema(rulesSchema, yaml);
  if (raw.value === null) return { rules: [], findings: raw.findings };
  const built = raw.value.map((rule, index) => ({
    rule,
    index,
    when: buildWhen(rule, index, yaml, criteria),
  }));
  return {
    rules: built.flatMap(({ rule, index, when }) =>
      when.value === null ? [] : [{ rule: { ...rule, when: when.value, house }, yaml, path: [index] }],
    ),
    findings: built.flatMap(({ when }) => when.findings),
  };
}

function buildWhen(rule: RawRule, index: number, yaml: YamlFile, criteria: Criteria): Checked<Conditions[]> {
  const path = [index, 'when'];
  if (!('any' in rule.when)) return all([buildConditions(rule.when, yaml, path, criteria)]);
  const any = checkSchema(alternativesSchema, yaml, rule.when, path);
  if (any.value === null) return { value: null, findings: any.findings };
  return all(any.value.any.map((map, at) => buildConditions(map, yaml, [...path, 'any', at], criteria)));
}

function buildConditions(
  map: Readonly<Record<string, unknown>>,
  yaml: YamlFile,
  path: Path,
  criteria: Criteria,
): Checked<Conditions> {
  const built = all(
    Object.entries(map).map(([id, raw]): Checked<readonly [string, Condition]> => {
      const criterion = criteria.get(id);
      if (criterion === undefined)
        return { value: null, findings: [unknownCriterion(yaml, path, id, criteria)] };
      const { value, findings } = buildCondition(criterion, { yaml, path: [...path, id], raw });
      return { value: value === null ? null : [id, value], findings };
    }),
  );
  return { value: built.value === null ? null : Object.fromEntries(built.value), findings: built.findings };
}

function unknownCriterion(yaml: YamlFile, path: Path, id: string, criteria: Criteria): Finding {
  const known = [...criteria.keys()].join(', ');
  return yaml.atKey(path, id, `Expected the id of a criterion, got "${id}".`, `Known criteria: ${known}.`);
}

/** All values, or null when any of them is missing; the findings of all. */
function all<T>(parts: readonly Checked<T>[]): Checked<T[]> {
  const values = parts.flatMap((part) => (part.value === null ? [] : [part.value]));
  return {
    value: values.length === parts.length ? values : null,
    findings: parts.flatMap((part) => part.findings),
  };
}
