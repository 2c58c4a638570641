import type { Candidate, Condition, Criterion, Rule } from '../knowledge/model.ts';
import { type Basis, effectOn, precedence } from './basis.ts';
import { type Row, tablesOf } from './tables.ts';
import {
  type Assignment,
  looksAt,
  type NamedItems,
  namedItems,
  type Truth,
  truthOf,
  type Variable,
  variablesOf,
} from './variables.ts';

/** A rule as it matters between a challenger and one other candidate: what it moves towards the challenger. */
type Swing = { readonly by: number; readonly outs: boolean };

/** A condition of a rule, ready for a search: where its truth stands in the tables, and what it is while open. */
type Part = {
  readonly column: number;
  readonly at: number;
  readonly truth: (assigned: Assignment) => Truth;
};

/** A rule as it matters in a duel: its swing against each candidate of the pick's engine, and whom it excludes. */
export type Stake = {
  readonly swings: readonly Swing[];
  readonly outsChallenger: boolean;
  readonly when: readonly (readonly Part[])[];
  /** The variables that its conditions look at, in the order of the criteria. */
  readonly variables: readonly Variable[];
};

/** All of a duel between candidates that does not depend on what is known. */
export type Duel = {
  /** The heaviest first: deciding those first prunes most. */
  readonly stakes: readonly Stake[];
  /** By defender: the challenger also wins a tie. */
  readonly winsTies: readonly boolean[];
};

const made = new WeakMap<Basis, Map<string, Duel>>();

/** The duel of a challenger with the candidates of another engine; made once for each. */
export function duelOf(own: readonly Candidate[], challenger: Candidate, basis: Basis): Duel {
  const duels = made.get(basis) ?? new Map<string, Duel>();
  made.set(basis, duels);
  const key = [...own, challenger].map(({ id }) => id).join(' ');
  const known = duels.get(key);
  if (known !== undefined) return known;
  const duel = buildDuel(own, challenger, basis);
  duels.set(key, duel);
  return duel;
}

function buildDuel(own: readonly Candidate[], challenger: Candidate, basis: Basis): Duel {
  const matters = tablesOf(basis).rows.flatMap((row) => {
    const outsChallenger = effectOn(row.rule, challenger) === 'excluded';
    const swings = own.map((one) => swingOf(row.rule, challenger, one));
    const idle = !outsChallenger && swings.every(({ by, outs }) => by === 0 && !outs);
    return idle ? [] : [{ row, outsChallenger, swings }];
  });
  const variables = variablesOf(
    matters.map(({ row }) => row.rule),
    [...basis.criteria.values()],
  );
  const items = namedItems(variables);
  const stakes = matters.map(({ row, ...rest }) => ({
    ...rest,
    when: partsOf(row, basis, items),
    variables: variables.filter((variable) => mentions(row.rule, variable)),
  }));
  stakes.sort((a, b) => weight(b) - weight(a));
  return { stakes, winsTies: own.map((one) => precedence(basis, challenger) < precedence(basis, one)) };
}

function swingOf(rule: Rule, challenger: Candidate, own: Candidate): Swing {
  const [gain, loss] = [effectOn(rule, challenger), effectOn(rule, own)];
  return {
    by: (gain === 'excluded' ? 0 : gain) - (loss === 'excluded' ? 0 : loss),
    outs: loss === 'excluded',
  };
}

function partsOf({ when }: Row, basis: Basis, items: NamedItems): Part[][] {
  const { columns } = tablesOf(basis);
  return when.map((needs) =>
    needs.flatMap(({ column, at }) => {
      const condition = columns[column]?.conditions[at];
      const criterion = columns[column]?.criterion;
      return condition === undefined || criterion === undefined
        ? []
        : [{ column, at, truth: truthFor(condition, criterion, items) }];
    }),
  );
}

function truthFor(condition: Condition, { id }: Criterion, items: NamedItems): Part['truth'] {
  return (assigned) => truthOf(condition, id, assigned, items);
}

function mentions(rule: Rule, variable: Variable): boolean {
  return rule.when.some((when) => {
    const condition = when[variable.criterion];
    return condition !== undefined && looksAt(condition, variable);
  });
}

/** An exclusion decides more than any points. */
const EXCLUSION = 1e6;

function weight({ swings, outsChallenger }: Pick<Stake, 'swings' | 'outsChallenger'>): number {
  if (outsChallenger || swings.some(({ outs }) => outs)) return EXCLUSION;
  return Math.max(...swings.map(({ by }) => Math.abs(by)));
}
