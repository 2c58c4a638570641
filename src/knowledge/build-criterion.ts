import type { Finding } from './findings.ts';
import type { Choice, Criterion } from './model.ts';
import type { Amount, Dimension } from './requirements.ts';
import { type Checked, checkSchema } from './schema-findings.ts';
import { criterionSchema, type RawCriterion } from './schemas/criterion.ts';
import { parseQuantity } from './units.ts';
import { parseValue, ValueSyntaxError } from './value-syntax.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** Make a criterion from its file: check the shape, then read its levels and choices in the short form of values. */
export function buildCriterion(id: string, yaml: YamlFile): Checked<Criterion> {
  const raw = checkSchema(criterionSchema, yaml);
  if (raw.value === null) return { value: null, findings: raw.findings };
  const shape = shapeFindings(raw.value, yaml);
  const levels = buildLevels(raw.value, yaml);
  const bare = withoutChoices(id, raw.value, levels.value);
  const choices = buildChoices(bare, raw.value, yaml);
  const findings = [...shape, ...levels.findings, ...choices.findings, ...soonFindings(raw.value, yaml)];
  return { value: findings.length > 0 ? null : { ...bare, choices: choices.value }, findings };
}

function shapeFindings(raw: RawCriterion, yaml: YamlFile): Finding[] {
  const needsItems = raw.kind === 'choice' || (raw.kind === 'set' && !raw.open);
  return [
    ...(raw.kind === 'interval' && raw.dimensions.length === 0
      ? [
          yaml.at(
            ['kind'],
            'Expected an interval to name its "dimensions", got none.',
            'Add for instance dimensions: [time].',
          ),
        ]
      : []),
    ...(needsItems && raw.items.length === 0
      ? [
          yaml.at(
            ['kind'],
            `Expected a ${raw.kind} to list its "items", got none.`,
            'Add the items, or open: true for a set.',
          ),
        ]
      : []),
  ];
}

function withoutChoices(id: string, raw: RawCriterion, levels: Criterion['levels']): Criterion {
  const { json, ...rest } = raw;
  return {
    ...rest,
    id,
    levels,
    choices: [],
    spread: raw.spread === null ? null : { ...raw.spread, soon: soonOf(raw.spread)?.value ?? null },
    json: {
      lacksKey: json.lacks,
      fields: json.fields,
      hasLevel: json.level,
      hasNone: json.none,
      optional: json.optional,
    },
  } as Criterion;
}

function soonOf({ soon }: NonNullable<RawCriterion['spread']>): ReturnType<typeof parseQuantity> {
  return soon === null ? null : parseQuantity(soon);
}

function soonFindings({ spread }: RawCriterion, yaml: YamlFile): Finding[] {
  if (spread === null || spread.soon === null || soonOf(spread) !== null) return [];
  return [notQuantity(yaml, ['spread', 'soon'], undefined, spread.soon)];
}

function buildLevels(raw: RawCriterion, yaml: YamlFile): { value: Criterion['levels']; findings: Finding[] } {
  const findings: Finding[] = [];
  const read = (level: string, end: keyof Amount, text: string | undefined): number | null => {
    if (text === undefined) return null;
    const quantity = parseQuantity(text);
    if (quantity !== null && quantity.dimension === raw.dimensions[0]) return quantity.value;
    findings.push(notQuantity(yaml, ['levels', level, end], raw.dimensions[0], text));
    return null;
  };
  const value = Object.entries(raw.levels).map(([level, ends]): [string, Amount] => [
    level,
    {
      approx: read(level, 'approx', ends.approx),
      min: read(level, 'min', ends.min),
      max: read(level, 'max', ends.max),
    },
  ]);
  return { value: Object.fromEntries(value), findings };
}

/** A text stands where a quantity of one dimension is due. */
export function notQuantity(
  yaml: YamlFile,
  path: Path,
  dimension: Dimension | undefined,
  text: string,
): Finding {
  const message = `"${path.join('.')}": expected a quantity of ${dimension ?? 'its dimension'}, got "${text}".`;
  return yaml.at(path, message, 'Write a number with its unit, for instance 100ms, 2TB or 15k/s.');
}

function buildChoices(
  criterion: Criterion,
  raw: RawCriterion,
  yaml: YamlFile,
): { value: Choice[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const value = raw.choices.flatMap((choice, index): Choice[] => {
    try {
      return [{ ...choice, value: parseValue(criterion, choice.value) }];
    } catch (error) {
      if (!(error instanceof ValueSyntaxError)) throw error;
      findings.push(yaml.at(['choices', index, 'value'], error.message, error.remedy));
      return [];
    }
  });
  return { value, findings };
}
