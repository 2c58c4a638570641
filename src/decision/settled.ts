import type { Candidate, Effect, Rule } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import { holds } from './conditions.ts';
import { openCriteria } from './open.ts';
import { type Basis, effectOn, precedence } from './rank.ts';
import {
  type Assignment,
  every,
  looksAt,
  type NamedItems,
  namedItems,
  some,
  type Truth,
  truthOf,
  type Variable,
  variablesOf,
} from './variables.ts';

/** Nodes searched per challenger before giving up; giving up means "not settled", which is the safe side. */
const NODE_LIMIT = 20_000;

/** An answer to open criteria under which a challenger would win, or the admission that the search was cut short. */
export type Threat = { readonly challenger: Candidate; readonly answers: Assignment | null };

/**
 * Whether any answer still open can put another engine first, proved by branch and bound: an open rule counts with the
 * most it could give to the challenger; where even that is too little, no completion can flip the verdict. Sound for
 * every completion, since `variablesOf` covers every case that rules can tell apart. Another mode of the same engine is
 * no threat: a challenger has to beat all of them.
 * @returns the first threat found, or null when the pick is settled.
 */
export function threatTo(pick: Candidate, basis: Basis, requirements: Requirements): Threat | null {
  const own = basis.candidates.filter(({ engine }) => engine === pick.engine);
  const rivals = basis.candidates.filter(({ engine }) => engine !== pick.engine);
  for (const challenger of rivals) {
    const result = search(duelOf(own, challenger, basis, requirements));
    if (result !== 'safe') return { challenger, answers: result === 'cut-short' ? null : result };
  }
  return null;
}

/**
 * Whether an answer still open can put another mode of the same engine first, with no regard to other engines.
 * @returns the mode that could, or null when none can
 */
export function otherMode(pick: Candidate, basis: Basis, requirements: Requirements): Candidate | null {
  const siblings = basis.candidates.filter(({ id, engine }) => engine === pick.engine && id !== pick.id);
  return siblings.find((one) => search(duelOf([pick], one, basis, requirements)) !== 'safe') ?? null;
}

/** A rule as it matters between a challenger and one other candidate: what it moves towards the challenger. */
type Swing = { readonly by: number; readonly outs: boolean };

/** A rule as it matters in a duel: its swing against each candidate of the pick's engine, and whom it excludes. */
type Stake = {
  readonly rule: Rule;
  readonly swings: readonly Swing[];
  readonly outsChallenger: boolean;
  readonly truth: (assigned: Assignment) => Truth;
};

/** Where a duel stands on what is decided: points ahead of each defender, and who is excluded. */
type Standing = {
  readonly against: readonly { readonly lead: number; readonly out: boolean }[];
  readonly challengerOut: boolean;
};

type Duel = {
  readonly standing: Standing;
  readonly open: readonly Stake[];
  readonly variables: readonly Variable[];
  /** By defender: the challenger also wins a tie. */
  readonly winsTies: readonly boolean[];
};

function duelOf(
  own: readonly Candidate[],
  challenger: Candidate,
  basis: Basis,
  requirements: Requirements,
): Duel {
  const open = openCriteria(basis.criteria, requirements);
  const parts = basis.rules.flatMap((rule) => {
    const effect = effectOn(rule, challenger);
    const outsChallenger = effect === 'excluded';
    const swings = own.map((one) => swing(effect, effectOn(rule, one)));
    const idle = !outsChallenger && swings.every(({ by, outs }) => by === 0 && !outs);
    return idle ? [] : [{ rule, swings, outsChallenger }];
  });
  const variables = variablesOf(
    parts.map(({ rule }) => rule),
    open,
  );
  const items = namedItems(variables);
  const isOpen = (id: string): boolean => open.some((criterion) => criterion.id === id);
  const stakes = parts.map((part) => ({
    ...part,
    truth: truthFor(part.rule, isOpen, basis, requirements, items),
  }));
  const level = { against: own.map(() => ({ lead: 0, out: false })), challengerOut: false };
  const winsTies = own.map((one) => precedence(basis, challenger) < precedence(basis, one));
  return { ...settle(new Map(), level, stakes), variables, winsTies };
}

function swing(forChallenger: Effect, forOwn: Effect): Swing {
  return { by: points(forChallenger) - points(forOwn), outs: forOwn === 'excluded' };
}

function points(effect: Effect): number {
  return effect === 'excluded' ? 0 : effect;
}

/** The rule's truth as a function of the open variables only; what is closed is evaluated once. */
function truthFor(
  rule: Rule,
  isOpen: (criterion: string) => boolean,
  basis: Basis,
  requirements: Requirements,
  items: NamedItems,
): Stake['truth'] {
  const alternatives = rule.when.flatMap((when) => {
    const entries = Object.entries(when);
    const fails = entries.some(([id, condition]) => {
      if (isOpen(id)) return false;
      const criterion = basis.criteria.get(id);
      const value = requirements[id];
      return criterion === undefined || value === undefined || !holds(condition, value, criterion);
    });
    return fails ? [] : [entries.filter(([id]) => isOpen(id))];
  });
  return (assigned) =>
    some(
      alternatives.map((conditions) =>
        every(conditions.map(([id, condition]) => truthOf(condition, id, assigned, items))),
      ),
    );
}

type Found = Assignment | 'safe' | 'cut-short';

function search(duel: Duel): Found {
  let nodes = 0;
  const visit = (assigned: Assignment, standing: Standing, open: readonly Stake[]): Found => {
    nodes += 1;
    if (nodes > NODE_LIMIT) return 'cut-short';
    if (!canWin(standing, open, duel.winsTies)) return 'safe';
    const variable = mostTelling(open, duel.variables, assigned);
    if (variable === null) return assigned;
    for (const one of variable.cases) {
      const next = new Map(assigned).set(variable.key, one);
      const after = settle(next, standing, open);
      const result = visit(next, after.standing, after.open);
      if (result !== 'safe') return result;
    }
    return 'safe';
  };
  return visit(new Map(), duel.standing, duel.open);
}

/** Whether the challenger beats every defender if each open rule turns out as well for it as it can; exact when none is open. */
function canWin(
  { against, challengerOut }: Standing,
  open: readonly Stake[],
  winsTies: readonly boolean[],
): boolean {
  return against.every(({ lead, out }, i) => {
    const mayBeOut = out || open.some(({ swings }) => swings[i]?.outs);
    const best = open.reduce((sum, { swings }) => sum + Math.max(0, swings[i]?.by ?? 0), lead);
    const ahead = wins(best, winsTies[i] ?? false);
    return challengerOut ? mayBeOut && ahead : mayBeOut || ahead;
  });
}

function settle(
  assigned: Assignment,
  before: Standing,
  stakes: readonly Stake[],
): { standing: Standing; open: Stake[] } {
  let standing = before;
  const open: Stake[] = [];
  for (const stake of stakes) {
    const truth = stake.truth(assigned);
    if (truth === 'open') open.push(stake);
    if (truth === true) standing = applied(standing, stake);
  }
  return { standing, open };
}

function applied({ against, challengerOut }: Standing, { swings, outsChallenger }: Stake): Standing {
  return {
    against: against.map(({ lead, out }, i) => ({
      lead: lead + (swings[i]?.by ?? 0),
      out: out || (swings[i]?.outs ?? false),
    })),
    challengerOut: challengerOut || outsChallenger,
  };
}

/** Half a thousandth absorbs the noise of adding decimal fractions; points have at most three decimals. */
function wins(lead: number, winsTies: boolean): boolean {
  return winsTies ? lead > -0.0005 : lead > 0.0005;
}

/** The open variable of the heaviest open rule: deciding heavy rules first prunes most. */
function mostTelling(
  stakes: readonly Stake[],
  variables: readonly Variable[],
  assigned: Assignment,
): Variable | null {
  const heaviest = [...stakes].sort((a, b) => weight(b) - weight(a));
  for (const { rule } of heaviest) {
    const found = variables.find((variable) => !assigned.has(variable.key) && mentions(rule, variable));
    if (found !== undefined) return found;
  }
  return null;
}

/** An exclusion decides more than any points. */
const EXCLUSION = 1e6;

function weight({ swings, outsChallenger }: Stake): number {
  if (outsChallenger || swings.some(({ outs }) => outs)) return EXCLUSION;
  return Math.max(...swings.map(({ by }) => Math.abs(by)));
}

function mentions(rule: Rule, variable: Variable): boolean {
  return rule.when.some((when) => {
    const condition = when[variable.criterion];
    return condition !== undefined && looksAt(condition, variable);
  });
}
