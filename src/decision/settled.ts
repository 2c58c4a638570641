import type { Candidate, Effect, Rule } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import { holds } from './conditions.ts';
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
 * Whether any answer still open can put another candidate before the pick, proved by branch and bound: an open rule
 * counts with the most it could give to the challenger; where even that is too little, no completion can flip the
 * verdict. Sound for every completion, since `variablesOf` covers every case that rules can tell apart.
 * @returns the first threat found, or null when the pick is settled.
 */
export function threatTo(pick: Candidate, basis: Basis, requirements: Requirements): Threat | null {
  const rivals = basis.candidates.filter((candidate) => candidate.id !== pick.id);
  for (const challenger of rivals) {
    const duel = duelOf(pick, challenger, basis, requirements);
    const result = search(duel);
    if (result !== 'safe') return { challenger, answers: result === 'cut-short' ? null : result };
  }
  return null;
}

/** A rule as it matters between two candidates: what it moves towards the challenger, and whom it excludes. */
type Stake = {
  readonly rule: Rule;
  readonly swing: number;
  readonly outs: { readonly pick: boolean; readonly challenger: boolean };
  readonly truth: (assigned: Assignment) => Truth;
};

/** Where the duel stands on what is decided: points ahead for the challenger, and who is excluded. */
type Standing = { readonly lead: number; readonly pickOut: boolean; readonly challengerOut: boolean };

type Duel = {
  readonly standing: Standing;
  readonly open: readonly Stake[];
  readonly variables: readonly Variable[];
  /** The challenger also wins a tie. */
  readonly winsTies: boolean;
};

const LEVEL: Standing = { lead: 0, pickOut: false, challengerOut: false };

function duelOf(pick: Candidate, challenger: Candidate, basis: Basis, requirements: Requirements): Duel {
  const unanswered = [...basis.criteria.values()].filter(({ id }) => requirements[id] === undefined);
  const parts = basis.rules.flatMap((rule) => {
    const [forPick, forChallenger] = [effectOn(rule, pick), effectOn(rule, challenger)];
    const outs = { pick: forPick === 'excluded', challenger: forChallenger === 'excluded' };
    const swing = points(forChallenger) - points(forPick);
    return swing === 0 && !outs.pick && !outs.challenger ? [] : [{ rule, swing, outs }];
  });
  const variables = variablesOf(
    parts.map(({ rule }) => rule),
    unanswered,
  );
  const items = namedItems(variables);
  const stakes = parts.map((part) => ({ ...part, truth: truthFor(part.rule, basis, requirements, items) }));
  const winsTies = precedence(basis, challenger) < precedence(basis, pick);
  return { ...settle(new Map(), LEVEL, stakes), variables, winsTies };
}

function points(effect: Effect): number {
  return effect === 'excluded' ? 0 : effect;
}

/** The rule's truth as a function of the open variables only; what is known is evaluated once. */
function truthFor(rule: Rule, basis: Basis, requirements: Requirements, items: NamedItems): Stake['truth'] {
  const alternatives = rule.when.flatMap((when) => {
    const entries = Object.entries(when);
    const known = entries.filter(([id]) => requirements[id] !== undefined);
    const fails = known.some(([id, condition]) => {
      const criterion = basis.criteria.get(id);
      const value = requirements[id];
      return criterion === undefined || value === undefined || !holds(condition, value, criterion);
    });
    return fails ? [] : [entries.filter(([id]) => requirements[id] === undefined)];
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

/** Whether the challenger wins if every open rule turns out as well for it as it can; exact when none is open. */
function canWin(
  { lead, pickOut, challengerOut }: Standing,
  open: readonly Stake[],
  winsTies: boolean,
): boolean {
  const best = lead + open.reduce((sum, stake) => sum + Math.max(0, stake.swing), 0);
  const pickMayBeOut = pickOut || open.some((stake) => stake.outs.pick);
  return challengerOut ? pickMayBeOut && wins(best, winsTies) : pickMayBeOut || wins(best, winsTies);
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

function applied({ lead, pickOut, challengerOut }: Standing, { swing, outs }: Stake): Standing {
  return {
    lead: lead + swing,
    pickOut: pickOut || outs.pick,
    challengerOut: challengerOut || outs.challenger,
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

function weight({ swing, outs }: Stake): number {
  return outs.pick || outs.challenger ? EXCLUSION : Math.abs(swing);
}

function mentions(rule: Rule, variable: Variable): boolean {
  return rule.when.some((when) => {
    const condition = when[variable.criterion];
    return condition !== undefined && looksAt(condition, variable);
  });
}
