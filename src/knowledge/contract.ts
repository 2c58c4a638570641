import { fromJson } from './contract-read.ts';
import type { Criterion } from './model.ts';
import type { Amount, IntervalValue, Requirements, RequirementValue } from './requirements.ts';

export { ContractError } from './contract-read.ts';

/** Requirements in the JSON shape that scripts see; null means not said. */
export type ContractRequirements = Readonly<Record<string, unknown>>;

/**
 * Requirements as JSON. Every criterion has its key; null where nothing, or "don't know", was said. Each criterion's
 * `json` data says how: a criterion with `optional` is left out instead, an end of an interval that has no field of
 * its own is shown in the nearest field there is.
 * @example toContract({ latency: interval('time', { max: 100 }) }, criteria).latency // { maxMs: 100, minMs: null, level: null }
 */
export function toContract(requirements: Requirements, criteria: readonly Criterion[]): ContractRequirements {
  return Object.fromEntries(
    criteria.flatMap((criterion) => entriesOf(criterion, requirements[criterion.id])),
  );
}

/**
 * Requirements from JSON; null and absent keys are open.
 * @throws ContractError naming the key, what was expected, what came and the remedy.
 */
export function fromContract(json: ContractRequirements, criteria: readonly Criterion[]): Requirements {
  return fromJson(json, criteria);
}

type Entry = readonly [key: string, value: unknown];

function entriesOf(criterion: Criterion, value: RequirementValue | undefined): Entry[] {
  const json = value === undefined ? null : valueJson(criterion, value);
  const lacksKey = criterion.json.lacksKey;
  const lacks = value?.kind === 'set' && value.lacks.length > 0 ? value.lacks : null;
  const entries: Entry[] = [[criterion.id, json], ...(lacksKey === null ? [] : [[lacksKey, lacks] as const])];
  return criterion.json.optional ? entries.filter(([, each]) => each !== null) : entries;
}

function valueJson(criterion: Criterion, value: RequirementValue): unknown {
  switch (value.kind) {
    case 'unknown':
      return null;
    case 'flag':
    case 'choice':
      return value.value;
    case 'set':
      return value.has.length > 0 ? value.has : null;
    case 'interval':
      return intervalJson(criterion, value);
  }
}

function intervalJson(criterion: Criterion, value: IntervalValue): Record<string, unknown> {
  const { fields, hasLevel, hasNone } = criterion.json;
  const amounts = criterion.dimensions.flatMap((dimension) => {
    const amount = value.amounts[dimension] ?? NOTHING;
    const names = fields[dimension] ?? {};
    return ENDS.flatMap((end): Entry[] => {
      const name = names[end];
      return name === undefined ? [] : [[name, amountIn(amount, end, names)]];
    });
  });
  return {
    ...Object.fromEntries(amounts),
    ...(hasLevel ? { level: value.level } : {}),
    ...(hasNone ? { none: value.none } : {}),
  };
}

const ENDS = ['approx', 'min', 'max'] as const;
const NOTHING: Amount = { approx: null, min: null, max: null };

/**
 * The number for one field: its own end; else, for the criterion's only point or upper field, the end that has no
 * field. Of a range that must become a point the larger end counts, since an estimate that is too small costs more.
 */
function amountIn(
  amount: Amount,
  end: keyof Amount,
  names: Partial<Record<keyof Amount, string>>,
): number | null {
  if (amount[end] !== null) return amount[end];
  if (end === 'approx')
    return (names.max === undefined ? amount.max : null) ?? (names.min === undefined ? amount.min : null);
  return end === 'max' && names.approx === undefined ? amount.approx : null;
}
