import type { Candidate, Condition, Criterion, Rule } from '../knowledge/model.ts';
import type { Requirements, RequirementValue } from '../knowledge/requirements.ts';
import { type Basis, effectOn } from './basis.ts';
import { holds } from './conditions.ts';
import { openCriteria } from './open.ts';

/** A condition of a rule: which criterion it looks at, by number, and which of that criterion's conditions it is. */
export type Need = { readonly column: number; readonly at: number };

/** A rule with its effects by candidate, in the order of the basis: points, and whom it excludes. */
export type Row = {
  readonly rule: Rule;
  readonly when: readonly (readonly Need[])[];
  readonly points: readonly number[];
  readonly outs: readonly boolean[];
};

/** What one criterion's values make of the conditions on it; worked out once for each value. */
export type Column = {
  readonly criterion: Criterion;
  readonly conditions: readonly Condition[];
  readonly known: WeakMap<RequirementValue, readonly boolean[]>;
};

/** The rules of a basis as numbers, so that many what-ifs of one request cost little. */
export type Tables = { readonly columns: readonly Column[]; readonly rows: readonly Row[] };

/** Truth of each criterion's conditions by column; null while it has no value. */
export type Truths = readonly (readonly boolean[] | null)[];

const made = new WeakMap<Basis, Tables>();

/** The tables of a basis; made once for each. */
export function tablesOf(basis: Basis): Tables {
  const known = made.get(basis);
  if (known !== undefined) return known;
  const tables = buildTables(basis);
  made.set(basis, tables);
  return tables;
}

function buildTables({ candidates, criteria, rules }: Basis): Tables {
  const columns = [...criteria.values()].map((criterion) => ({
    criterion,
    conditions: [] as Condition[],
    known: new WeakMap<RequirementValue, readonly boolean[]>(),
  }));
  const places = new Map(columns.map(({ criterion }, at) => [criterion.id, at]));
  const needOf = ([id, condition]: [string, Condition]): Need | null => {
    const column = places.get(id);
    const conditions = columns[column ?? -1]?.conditions;
    return column === undefined || conditions === undefined
      ? null
      : { column, at: conditions.push(condition) - 1 };
  };
  const rows = rules.map((rule) => ({
    rule,
    // A condition on a criterion that does not exist never holds.
    when: rule.when.map((when) => Object.entries(when).map(needOf)).filter((needs) => isComplete(needs)),
    ...effectsOf(rule, candidates),
  }));
  return { columns, rows };
}

function isComplete(needs: readonly (Need | null)[]): needs is readonly Need[] {
  return !needs.includes(null);
}

function effectsOf(rule: Rule, candidates: readonly Candidate[]): Pick<Row, 'points' | 'outs'> {
  const effects = candidates.map((candidate) => effectOn(rule, candidate));
  return {
    points: effects.map((effect) => (effect === 'excluded' ? 0 : effect)),
    outs: effects.map((effect) => effect === 'excluded'),
  };
}

/** What the requirements make of every condition. */
export function truthsOf({ columns }: Tables, requirements: Requirements): Truths {
  return columns.map((column) => {
    const value = requirements[column.criterion.id];
    return value === undefined ? null : truthsOfValue(column, value);
  });
}

/** The same truths with other values of some criteria. */
export function truthsWith({ columns }: Tables, truths: Truths, changes: Requirements): Truths {
  const changed = [...truths];
  for (const [place, column] of columns.entries()) {
    const value = changes[column.criterion.id];
    if (value !== undefined) changed[place] = truthsOfValue(column, value);
  }
  return changed;
}

/** By column: whether the criterion can still be answered. */
export function openColumns(
  { columns }: Tables,
  basis: Basis,
  requirements: Requirements,
): readonly boolean[] {
  const open = new Set(openCriteria(basis.criteria, requirements));
  return columns.map(({ criterion }) => open.has(criterion));
}

function truthsOfValue(
  { criterion, conditions, known }: Column,
  value: RequirementValue,
): readonly boolean[] {
  const before = known.get(value);
  if (before !== undefined) return before;
  const truths = conditions.map((condition) => holds(condition, value, criterion));
  known.set(value, truths);
  return truths;
}

/** Whether a rule applies: all conditions of one of its alternatives hold. */
export function rowApplies({ when }: Row, truths: Truths): boolean {
  return when.some((needs) => needs.every(({ column, at }) => truths[column]?.[at] === true));
}
