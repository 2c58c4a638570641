import type { Condition, Criterion, Rule } from '../knowledge/model.ts';
import { numberHolds } from './conditions.ts';

/**
 * What is still open, cut into the finitely many cases that rules can tell apart. An interval or flag or choice is one
 * variable; a set is one variable per item that some rule names, since its items are independent of each other.
 */
export type Variable = {
  readonly key: string;
  readonly criterion: string;
  readonly item: string | null;
  readonly cases: readonly Case[];
};

/** One case of a variable: a number, a flag, a choice, or the standing of one item of a set. */
export type Case =
  | { readonly kind: 'interval'; readonly number: number; readonly none: boolean }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'choice'; readonly value: string }
  | { readonly kind: 'item'; readonly standing: 'has' | 'lacks' | 'neither' }
  | { readonly kind: 'unknown' };

export type Assignment = ReadonlyMap<string, Case>;
export type Truth = boolean | 'open';

/** Stands for every item that no rule names, so that "only these" can fail. */
export const ANY_OTHER = '*';
/** Stands for the set being answered at all: "has none of these" is not true of a question nobody answered. */
const ANSWERED = '?';

/** Whether a rule's condition on this criterion looks at this variable. */
export function looksAt(condition: Condition, { item }: Variable): boolean {
  if (condition.kind !== 'set' || item === null) return true;
  const { hasAny, hasAll, hasNone, lacksAny, only } = condition;
  if (only !== undefined) return item !== ANSWERED;
  if (item === ANSWERED) return hasNone !== undefined;
  return [hasAny, hasAll, hasNone, lacksAny].some((items) => items?.includes(item));
}

/** The variables of the open criteria, as far as the given rules look at them. */
export function variablesOf(rules: readonly Rule[], open: readonly Criterion[]): Variable[] {
  return open.flatMap((criterion) => {
    const conditions = rules.flatMap((rule) => rule.when).flatMap((when) => when[criterion.id] ?? []);
    return conditions.length === 0 ? [] : variablesOfCriterion(criterion, conditions);
  });
}

/** Key of the variable for a criterion, or for one item of a set. */
function keyOf(criterion: string, item: string | null): string {
  return item === null ? criterion : `${criterion}:${item}`;
}

function variablesOfCriterion(criterion: Criterion, conditions: readonly Condition[]): Variable[] {
  const one = (cases: Case[]): Variable[] => [
    { key: criterion.id, criterion: criterion.id, item: null, cases: [...cases, { kind: 'unknown' }] },
  ];
  switch (criterion.kind) {
    case 'interval':
      return one(intervalCases(conditions));
    case 'flag':
      return one([true, false].map((value): Case => ({ kind: 'flag', value })));
    case 'choice':
      return one(criterion.items.map((item): Case => ({ kind: 'choice', value: item.id })));
    case 'set':
      return itemsNamed(conditions).map((item) => ({
        key: keyOf(criterion.id, item),
        criterion: criterion.id,
        item,
        cases: standingsOf(item, conditions).map((standing): Case => ({ kind: 'item', standing })),
      }));
  }
}

/** To be lacking is a case of its own only where a rule asks for it; to have been answered at all is another variable. */
function standingsOf(
  item: string,
  conditions: readonly Condition[],
): readonly ('has' | 'lacks' | 'neither')[] {
  const mayLack = conditions.some((one) => one.kind === 'set' && one.lacksAny?.includes(item));
  return mayLack ? ['has', 'lacks', 'neither'] : ['has', 'neither'];
}

/** One number inside every stretch between two bounds that rules use, and the bounds themselves. */
function intervalCases(conditions: readonly Condition[]): Case[] {
  const bounds = conditions.flatMap((c) =>
    c.kind === 'interval' ? [c.below, c.atMost, c.above, c.atLeast].filter((n) => n !== undefined) : [],
  );
  const sorted = [...new Set(bounds)].sort((a, b) => a - b);
  const last = sorted.at(-1) ?? 1;
  const between = sorted.map((bound, i) => ((sorted[i - 1] ?? 0) + bound) / 2);
  const numbers = [...sorted, ...between, last * 2].sort((a, b) => a - b);
  const cases = numbers.map((number): Case => ({ kind: 'interval', number, none: false }));
  return [{ kind: 'interval', number: 0, none: true }, ...cases];
}

function itemsNamed(conditions: readonly Condition[]): string[] {
  const named = conditions.flatMap((c) =>
    c.kind === 'set'
      ? [c.hasAny, c.hasAll, c.hasNone, c.lacksAny, c.only].flatMap((items) => items ?? [])
      : [],
  );
  const uses = (part: 'only' | 'hasNone'): boolean =>
    conditions.some((c) => c.kind === 'set' && c[part] !== undefined);
  const special = [...(uses('only') ? [ANY_OTHER] : []), ...(uses('hasNone') ? [ANSWERED] : [])];
  return [...new Set([...named, ...special])].sort();
}

/** Items that some rule names, by set criterion; tells which other items "only these" must wait for. */
export type NamedItems = ReadonlyMap<string, readonly string[]>;

/** The items behind the variables of each set criterion. */
export function namedItems(variables: readonly Variable[]): NamedItems {
  const items = new Map<string, string[]>();
  for (const { criterion, item } of variables) {
    if (item !== null) items.set(criterion, [...(items.get(criterion) ?? []), item]);
  }
  return items;
}

/** What a condition on an open criterion amounts to while only some variables are assigned. */
export function truthOf(
  condition: Condition,
  criterion: string,
  assigned: Assignment,
  items: NamedItems,
): Truth {
  if (condition.kind === 'set') return setTruth(condition, criterion, assigned, items);
  const found = assigned.get(criterion);
  if (found === undefined) return 'open';
  if (found.kind === 'interval' && condition.kind === 'interval')
    return (condition.none ?? found.none) === found.none && numberHolds(condition, found.number);
  if (found.kind === 'flag' && condition.kind === 'flag') return found.value === condition.is;
  if (found.kind === 'choice' && condition.kind === 'choice') return condition.in.includes(found.value);
  return false;
}

function setTruth(
  condition: Extract<Condition, { kind: 'set' }>,
  id: string,
  assigned: Assignment,
  items: NamedItems,
): Truth {
  const standingOf = (item: string): 'has' | 'lacks' | 'neither' | null => {
    const found = assigned.get(keyOf(id, item));
    return found?.kind === 'item' ? found.standing : null;
  };
  const unanswered = standingOf(ANSWERED) === 'neither';
  const is = (item: string, standing: 'has' | 'lacks' = 'has'): Truth => {
    const found = standingOf(item) ?? (unanswered ? 'neither' : null);
    return found === null ? 'open' : found === standing;
  };
  const { hasAny, hasAll, hasNone, lacksAny, only } = condition;
  const parts: Truth[] = [];
  if (hasAny) parts.push(some(hasAny.map((item) => is(item))));
  if (hasAll) parts.push(every(hasAll.map((item) => is(item))));
  if (hasNone) {
    const said = (items.get(id) ?? []).some((item) => ['has', 'lacks'].includes(standingOf(item) ?? ''));
    parts.push(said || is(ANSWERED), not(some(hasNone.map((item) => is(item)))));
  }
  if (lacksAny) parts.push(some(lacksAny.map((item) => is(item, 'lacks'))));
  if (only) {
    const others = (items.get(id) ?? []).filter((item) => item !== ANSWERED && !only.includes(item));
    parts.push(some(only.map((item) => is(item))), not(some(others.map((item) => is(item)))));
  }
  return every(parts);
}

/** Conjunction over true, false and open. */
export function every(parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false;
  return parts.includes('open') ? 'open' : true;
}

/** Disjunction over true, false and open. */
export function some(parts: readonly Truth[]): Truth {
  if (parts.includes(true)) return true;
  return parts.includes('open') ? 'open' : false;
}

function not(part: Truth): Truth {
  return part === 'open' ? 'open' : !part;
}
