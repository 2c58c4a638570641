import { notQuantity } from './build-criterion.ts';
import type { Finding } from './findings.ts';
import type { Condition, Criterion } from './model.ts';
import { type Checked, checkSchema } from './schema-findings.ts';
import { flagCondition, intervalCondition, itemsCondition, setCondition } from './schemas/rule.ts';
import { parseQuantity } from './units.ts';
import type { Path, YamlFile } from './yaml-file.ts';

type Part = { readonly yaml: YamlFile; readonly path: Path; readonly raw: unknown };

/** Read the condition on one criterion, whose kind decides what may stand there. */
export function buildCondition(criterion: Criterion, part: Part): Checked<Condition> {
  switch (criterion.kind) {
    case 'interval':
      return intervalFrom(criterion, part);
    case 'set':
      return setFrom(criterion, part);
    case 'choice':
      return choiceFrom(criterion, part);
    case 'flag':
      return flagFrom(part);
  }
}

function intervalFrom(criterion: Criterion, part: Part): Checked<Condition> {
  const raw = checkSchema(intervalCondition, part.yaml, part.raw, part.path);
  if (raw.value === null) return { value: null, findings: raw.findings };
  const { none, ...bounds } = raw.value;
  const read = Object.entries(bounds).flatMap(([bound, text]) =>
    text === undefined ? [] : [{ bound, text, value: toFirst(criterion, text) }],
  );
  const findings = read
    .filter(({ value }) => value === null)
    .map(({ bound, text }) => notQuantity(part.yaml, [...part.path, bound], criterion.dimensions[0], text));
  if (findings.length > 0) return { value: null, findings };
  const numbers = Object.fromEntries(read.map(({ bound, value }) => [bound, value]));
  return { value: { kind: 'interval', ...numbers, ...(none === undefined ? {} : { none }) }, findings };
}

/** A quantity in the base unit of the criterion's first dimension, converted where the criterion says how. */
function toFirst(criterion: Criterion, text: string): number | null {
  const quantity = parseQuantity(text);
  if (quantity === null) return null;
  if (quantity.dimension === criterion.dimensions[0]) return quantity.value;
  const factor = criterion.conversions[quantity.dimension];
  return factor === undefined ? null : quantity.value * factor;
}

function setFrom(criterion: Criterion, part: Part): Checked<Condition> {
  const isShort = typeof part.raw === 'string' || Array.isArray(part.raw);
  if (isShort) {
    const short = checkSchema(itemsCondition, part.yaml, part.raw, part.path);
    if (short.value === null) return { value: null, findings: short.findings };
    return checkItems(criterion, part, { kind: 'set', hasAny: short.value });
  }
  const raw = checkSchema(setCondition, part.yaml, part.raw, part.path);
  if (raw.value === null) return { value: null, findings: raw.findings };
  return checkItems(criterion, part, { kind: 'set', ...raw.value } as Condition);
}

function choiceFrom(criterion: Criterion, part: Part): Checked<Condition> {
  const raw = checkSchema(itemsCondition, part.yaml, part.raw, part.path);
  if (raw.value === null) return { value: null, findings: raw.findings };
  return checkItems(criterion, part, { kind: 'choice', in: raw.value });
}

function flagFrom(part: Part): Checked<Condition> {
  const raw = checkSchema(flagCondition, part.yaml, part.raw, part.path);
  if (raw.value === null) return { value: null, findings: raw.findings };
  return { value: { kind: 'flag', is: raw.value }, findings: [] };
}

function checkItems(criterion: Criterion, part: Part, condition: Condition): Checked<Condition> {
  const known = new Set(criterion.items.map((item) => item.id));
  const named = Object.values(condition).filter(Array.isArray).flat() as string[];
  const unknown = criterion.open ? [] : named.filter((item) => !known.has(item));
  const findings = unknown.map(
    (item): Finding =>
      part.yaml.at(
        part.path,
        `"${part.path.join('.')}": expected items of "${criterion.id}", got "${item}".`,
        `Known items: ${[...known].join(', ')}.`,
      ),
  );
  return { value: findings.length > 0 ? null : condition, findings };
}
