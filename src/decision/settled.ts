import type { Candidate } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import type { Basis } from './basis.ts';
import { type Duel, duelOf, type Stake } from './duel.ts';
import { openCriteria } from './open.ts';
import { tablesOf, truthsOf } from './tables.ts';
import { type Assignment, type Case, every, some, type Truth, type Variable } from './variables.ts';

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
    const result = search(duelOf(own, challenger, basis), basis, requirements);
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
  return siblings.find((one) => search(duelOf([pick], one, basis), basis, requirements) !== 'safe') ?? null;
}

/** Where a duel stands on what is decided: points ahead of each defender, and who is excluded. */
type Standing = {
  readonly against: readonly { readonly lead: number; readonly out: boolean }[];
  readonly challengerOut: boolean;
};

/** A stake that open criteria still decide: what remains of its alternatives, and the criteria they wait for. */
type OpenStake = {
  readonly stake: Stake;
  readonly alternatives: readonly (readonly ((assigned: Assignment) => Truth)[])[];
  readonly waitsFor: ReadonlySet<string>;
};

type Found = Assignment | 'safe' | 'cut-short';

function search({ stakes, winsTies }: Duel, basis: Basis, requirements: Requirements): Found {
  const open = new Set(openCriteria(basis.criteria, requirements).map(({ id }) => id));
  const level = { against: winsTies.map(() => ({ lead: 0, out: false })), challengerOut: false };
  const start = begin(stakes, level, open, basis, requirements);
  const assigned = new Map<string, Case>();
  let nodes = 0;
  const visit = (standing: Standing, left: readonly OpenStake[]): Found => {
    nodes += 1;
    if (nodes > NODE_LIMIT) return 'cut-short';
    if (!canWin(standing, left, winsTies)) return 'safe';
    const variable = mostTelling(left, open, assigned);
    if (variable === null) return new Map(assigned);
    for (const one of variable.cases) {
      assigned.set(variable.key, one);
      const after = settle(variable.criterion, assigned, standing, left);
      const result = visit(after.standing, after.open);
      if (result !== 'safe') return result;
    }
    assigned.delete(variable.key);
    return 'safe';
  };
  return visit(start.standing, start.open);
}

/** Where the duel stands on what is known, and the stakes that are open. */
function begin(
  stakes: readonly Stake[],
  level: Standing,
  open: ReadonlySet<string>,
  basis: Basis,
  requirements: Requirements,
): { standing: Standing; open: OpenStake[] } {
  const tables = tablesOf(basis);
  const truths = truthsOf(tables, requirements);
  const isOpen = tables.columns.map(({ criterion }) => open.has(criterion.id));
  let standing = level;
  const left: OpenStake[] = [];
  for (const stake of stakes) {
    const possible = stake.when.filter((parts) =>
      parts.every(({ column, at }) => isOpen[column] === true || truths[column]?.[at] === true),
    );
    const waiting = possible.map((parts) => parts.filter(({ column }) => isOpen[column] === true));
    if (waiting.some((parts) => parts.length === 0)) standing = applied(standing, stake);
    else if (waiting.length > 0)
      left.push({
        stake,
        alternatives: waiting.map((parts) => parts.map(({ truth }) => truth)),
        waitsFor: new Set(waiting.flat().map(({ column }) => tables.columns[column]?.criterion.id ?? '')),
      });
  }
  return { standing, open: left };
}

/** Whether the challenger beats every defender if each open rule turns out as well for it as it can; exact when none is open. */
function canWin(
  { against, challengerOut }: Standing,
  open: readonly OpenStake[],
  winsTies: readonly boolean[],
): boolean {
  return against.every(({ lead, out }, i) => {
    let mayBeOut = out;
    let best = lead;
    for (const { stake } of open) {
      const swing = stake.swings[i];
      mayBeOut ||= swing?.outs === true;
      best += Math.max(0, swing?.by ?? 0);
    }
    const ahead = wins(best, winsTies[i] ?? false);
    return challengerOut ? mayBeOut && ahead : mayBeOut || ahead;
  });
}

/** What a further assignment decides; stakes that do not wait for its criterion stay as they are. */
function settle(
  criterion: string,
  assigned: Assignment,
  before: Standing,
  stakes: readonly OpenStake[],
): { standing: Standing; open: OpenStake[] } {
  let standing = before;
  const open: OpenStake[] = [];
  for (const one of stakes) {
    const truth = one.waitsFor.has(criterion) ? truthOfAny(one.alternatives, assigned) : 'open';
    if (truth === 'open') open.push(one);
    if (truth === true) standing = applied(standing, one.stake);
  }
  return { standing, open };
}

function truthOfAny(alternatives: OpenStake['alternatives'], assigned: Assignment): Truth {
  return some(alternatives.map((truths) => every(truths.map((truth) => truth(assigned)))));
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

/** The first variable still open of the heaviest open stake. */
function mostTelling(
  stakes: readonly OpenStake[],
  open: ReadonlySet<string>,
  assigned: Assignment,
): Variable | null {
  for (const { stake } of stakes) {
    for (const variable of stake.variables)
      if (open.has(variable.criterion) && !assigned.has(variable.key)) return variable;
  }
  return null;
}
