import type { Criterion } from '../../knowledge/model.ts';
import {
  type Amount,
  type Dimension,
  type IntervalValue,
  type Requirements,
  type RequirementValue,
  type SetValue,
  setOf,
} from '../../knowledge/requirements.ts';
import { type Evidence, WEIGHTS } from './evidence.ts';

/** One requirement for each criterion that has evidence, in the order of the criteria. */
export function combine(evidence: readonly Evidence[], criteria: readonly Criterion[]): Requirements {
  const requirements: Record<string, RequirementValue> = {};
  for (const criterion of criteria) {
    const values = plainest(weightiest(evidence, criterion), criterion).map(({ value }) => value);
    const value = values.length === 0 ? null : combineValues(criterion, values);
    if (value !== null) requirements[criterion.id] = value;
  }
  return requirements;
}

/** The weightiest evidence for a criterion; all of it for sets, whose items do not contradict each other. */
export function weightiest(evidence: readonly Evidence[], criterion: Criterion): Evidence[] {
  const own = evidence.filter((one) => one.criterion.id === criterion.id);
  if (criterion.kind === 'set') return own;
  const weight = WEIGHTS.find((one) => own.some((evidence) => evidence.weight === one));
  return own.filter((one) => one.weight === weight);
}

/** Where a flag or a choice was said in so many words, what was only inferred does not speak against it. */
function plainest(evidence: readonly Evidence[], { kind }: Criterion): readonly Evidence[] {
  if (kind === 'set' || kind === 'interval') return evidence;
  const said = evidence.filter(({ how }) => how === 'said');
  return said.length === 0 ? evidence : said;
}

function combineValues(criterion: Criterion, values: readonly RequirementValue[]): RequirementValue | null {
  if (criterion.kind === 'set') return uniteSets(values.filter((value) => value.kind === 'set'));
  if (criterion.kind === 'choice') return firstItem(criterion, values);
  if (criterion.kind === 'flag') return values.at(-1) ?? null;
  return uniteIntervals(
    criterion,
    values.filter((value) => value.kind === 'interval'),
  );
}

/** Of several items of a choice the one that stands first: a small team that wants managed services wants those. */
function firstItem({ items }: Criterion, values: readonly RequirementValue[]): RequirementValue | null {
  const place = (value: RequirementValue): number =>
    items.findIndex(({ id }) => value.kind === 'choice' && id === value.value);
  return [...values].sort((a, b) => place(a) - place(b))[0] ?? null;
}

/** An item that is both there and lacking is lacking: a refusal is never said by the way. */
function uniteSets(values: readonly SetValue[]): SetValue | null {
  const lacks = new Set(values.flatMap((value) => value.lacks));
  const has = values.flatMap((value) => value.has).filter((item) => !lacks.has(item));
  return has.length + lacks.size === 0 ? null : setOf(has, [...lacks]);
}

/** Of several limits the strictest holds, of several sizes or rates the first; each dimension by itself. */
function uniteIntervals(criterion: Criterion, values: readonly IntervalValue[]): IntervalValue | null {
  const best = criterion.dimensions.flatMap((dimension) => {
    const own = values.filter((value) => value.amounts[dimension] !== undefined);
    return own.length === 0 ? [] : [{ dimension, value: strictest(criterion, dimension, own) }];
  });
  const [first] = best;
  if (first === undefined) return values.find((value) => value.none) ?? strictestLevel(criterion, values);
  const amounts = Object.fromEntries(
    best.map(({ dimension, value }) => [dimension, value.amounts[dimension]]),
  );
  return { kind: 'interval', amounts, level: first.value.level, none: false };
}

function strictest(
  criterion: Criterion,
  dimension: Dimension,
  values: readonly IntervalValue[],
): IntervalValue {
  return values.reduce((strict, value) =>
    criterion.bare === 'max' && sizeOf(value.amounts[dimension]) < sizeOf(strict.amounts[dimension])
      ? value
      : strict,
  );
}

function sizeOf(amount: Amount | undefined): number {
  return amount?.max ?? amount?.approx ?? amount?.min ?? 0;
}

function strictestLevel(criterion: Criterion, values: readonly IntervalValue[]): IntervalValue | null {
  const size = ({ level }: IntervalValue): number => criterion.levels[level ?? '']?.max ?? 0;
  const sorted = [...values].sort((a, b) => size(a) - size(b));
  return (criterion.bare === 'max' ? sorted[0] : sorted.at(-1)) ?? null;
}
