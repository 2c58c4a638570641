import type { Finding } from './findings.ts';
import type { Criterion, Preset } from './model.ts';
import type { RequirementValue } from './requirements.ts';
import { type Checked, checkSchema } from './schema-findings.ts';
import { presetSchema } from './schemas/preset.ts';
import { parseValue, ValueSyntaxError } from './value-syntax.ts';
import type { YamlFile } from './yaml-file.ts';

type Criteria = ReadonlyMap<string, Criterion>;

/** Make a preset from its file: each of its requirements must be a legal value of a criterion. */
export function buildPreset(id: string, yaml: YamlFile, criteria: Criteria): Checked<Preset> {
  const raw = checkSchema(presetSchema, yaml);
  if (raw.value === null) return { value: null, findings: raw.findings };
  const findings: Finding[] = [];
  const requirements: Record<string, RequirementValue> = {};
  for (const [criterion, text] of Object.entries(raw.value.requirements)) {
    const read = readValue(criterion, text, yaml, criteria);
    if (read.value !== null) requirements[criterion] = read.value;
    findings.push(...read.findings);
  }
  const { name, summary, order, says } = raw.value;
  const value = findings.length > 0 ? null : { id, name, summary, order, says, requirements };
  return { value, findings };
}

function readValue(id: string, text: string, yaml: YamlFile, criteria: Criteria): Checked<RequirementValue> {
  const criterion = criteria.get(id);
  const path = ['requirements', id];
  if (criterion === undefined) {
    const known = [...criteria.keys()].join(', ');
    const finding = yaml.at(
      path,
      `Expected the id of a criterion, got "${id}".`,
      `Known criteria: ${known}.`,
    );
    return { value: null, findings: [finding] };
  }
  try {
    return { value: parseValue(criterion, text), findings: [] };
  } catch (error) {
    if (!(error instanceof ValueSyntaxError)) throw error;
    return { value: null, findings: [yaml.at(path, error.message, error.remedy)] };
  }
}
