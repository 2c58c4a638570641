import type { Criterion } from '../knowledge/model.ts';
import type {
  Amount,
  Dimension,
  IntervalValue,
  Requirements,
  RequirementValue,
} from '../knowledge/requirements.ts';

/** One filled slot: right, expected and not found, or found and not expected. A wrong value is both of the latter. */
export type SlotMark = {
  readonly slot: string;
  readonly mark: 'right' | 'missing' | 'wrong';
  readonly value: string;
};

/** Approximate and worded values count as right within this factor. */
const NEARLY = 2;
/** What floating-point conversion may cost. */
const EXACT = 1.001;

/** Compares what was understood with what was expected; `worded` when the text spells its numbers vaguely. */
export type Comparison = {
  readonly criteria: readonly Criterion[];
  readonly expected: Requirements;
  readonly found: Requirements;
  readonly lenient: ReadonlySet<string>;
  readonly worded: boolean;
};

/**
 * Mark every slot of one case. Criteria that the JSON contract leaves out unless said are scored only when expected. Items of sets are slots of their own. Items found beyond the expected ones are no error
 * in a set that has no lacking side (kinds of work, systems), and an item that fits a closed and an open set (a
 * platform that is a skill too) is right in either.
 */
export function markSlots(comparison: Comparison): SlotMark[] {
  return comparison.criteria.flatMap((criterion) =>
    criterion.kind === 'set' ? markSet(comparison, criterion) : markScalar(comparison, criterion),
  );
}

function markScalar({ expected, found, lenient, worded }: Comparison, criterion: Criterion): SlotMark[] {
  const slot = criterion.id;
  const wanted = expected[slot];
  const got = found[slot];
  if (lenient.has(slot) || (wanted === undefined && (got === undefined || criterion.json.optional)))
    return [];
  if (wanted !== undefined && got !== undefined && isRight(wanted, got, worded))
    return [{ slot, mark: 'right', value: show(got) }];
  return [
    ...(wanted === undefined ? [] : [{ slot, mark: 'missing', value: show(wanted) } as const]),
    ...(got === undefined ? [] : [{ slot, mark: 'wrong', value: show(got) } as const]),
  ];
}

function markSet(comparison: Comparison, criterion: Criterion): SlotMark[] {
  const { lacksKey } = criterion.json;
  const has = lists(comparison, criterion.id, 'has');
  const marks = comparison.lenient.has(criterion.id)
    ? []
    : markItems(comparison, criterion, criterion.id, has);
  if (lacksKey === null || comparison.lenient.has(lacksKey)) return marks;
  return [...marks, ...markItems(comparison, criterion, lacksKey, lists(comparison, criterion.id, 'lacks'))];
}

type Lists = { readonly wanted: readonly string[]; readonly got: readonly string[] };

function lists({ expected, found }: Comparison, id: string, side: 'has' | 'lacks'): Lists {
  const of = (value: RequirementValue | undefined): readonly string[] =>
    value?.kind === 'set' ? value[side] : [];
  return { wanted: of(expected[id]), got: of(found[id]) };
}

function markItems(
  comparison: Comparison,
  criterion: Criterion,
  slot: string,
  { wanted, got }: Lists,
): SlotMark[] {
  const isLacks = slot !== criterion.id;
  const elsewhere = isLacks ? new Set<string>() : itemsElsewhere(comparison, criterion);
  const marks = wanted.map(
    (item): SlotMark => ({
      slot,
      mark: got.includes(item) || elsewhere.has(`found ${item}`) ? 'right' : 'missing',
      value: item,
    }),
  );
  if (criterion.json.lacksKey === null) return marks;
  const extra = got.filter((item) => !wanted.includes(item) && !elsewhere.has(`expected ${item}`));
  return [...marks, ...extra.map((item): SlotMark => ({ slot, mark: 'wrong', value: item }))];
}

/** Items that other sets expect or hold, where one of the two sets is open to any name. */
function itemsElsewhere({ criteria, expected, found }: Comparison, criterion: Criterion): Set<string> {
  const items = new Set<string>();
  for (const other of criteria) {
    if (other.kind !== 'set' || other.id === criterion.id || other.open === criterion.open) continue;
    const [wanted, got] = [expected[other.id], found[other.id]];
    for (const item of wanted?.kind === 'set' ? wanted.has : []) items.add(`expected ${item}`);
    for (const item of got?.kind === 'set' ? got.has : []) items.add(`found ${item}`);
  }
  return items;
}

function isRight(wanted: RequirementValue, got: RequirementValue, worded: boolean): boolean {
  if (wanted.kind === 'interval' && got.kind === 'interval') return isRightInterval(wanted, got, worded);
  return show(wanted) === show(got);
}

function isRightInterval(wanted: IntervalValue, got: IntervalValue, worded: boolean): boolean {
  if (wanted.none || got.none) return wanted.none === got.none;
  const dimensions = Object.keys(wanted.amounts) as Dimension[];
  if (dimensions.length === 0) return wanted.level === got.level;
  return dimensions.every((dimension) =>
    isRightAmount(wanted.amounts[dimension], got.amounts[dimension], worded),
  );
}

function isRightAmount(wanted: Amount | undefined, got: Amount | undefined, worded: boolean): boolean {
  if (wanted === undefined || got === undefined) return false;
  if (wanted.approx !== null) return isNear(wanted.approx, got.approx ?? got.max ?? got.min, NEARLY);
  const factor = worded ? NEARLY : EXACT;
  return isNear(wanted.min, got.min, factor) && isNear(wanted.max, got.max, factor);
}

function isNear(wanted: number | null, got: number | null, factor: number): boolean {
  if (wanted === null || got === null) return wanted === got;
  const limit = factor * EXACT;
  return got <= wanted * limit && got >= wanted / limit;
}

function show(value: RequirementValue): string {
  const { kind: _, ...rest } = value;
  return JSON.stringify(rest);
}
