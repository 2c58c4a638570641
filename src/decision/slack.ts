import type { Candidate, Effect, Rule } from '../knowledge/model.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import { holds } from './conditions.ts';
import { openCriteria } from './open.ts';
import { type Basis, effectOn } from './rank.ts';

/** What an exclusion counts in a sum of points: more than any one criterion can give, and yet comparable. */
const EXCLUSION_POINTS = 8;

/** Rules that hold for certain, and those that still may, each with the open criteria it waits for. */
type Split = {
  readonly certain: readonly Rule[];
  readonly possible: readonly { readonly rule: Rule; readonly waitsFor: readonly string[] }[];
};

/**
 * Points by which an engine would stay first if everything open went against it, roughly: the larger, the sooner the
 * interview is over. An estimate to order questions by, a hundred times as fast as the search in `settled.ts`, which alone
 * decides when to stop.
 */
export function slackOf(engine: string, basis: Basis, requirements: Requirements): number {
  const split = splitRules(basis, requirements);
  const own = basis.candidates.filter((candidate) => candidate.engine === engine);
  const rivals = basis.candidates.filter((candidate) => candidate.engine !== engine);
  const leads = rivals.map((rival) => Math.min(...own.map((one) => mostLead(rival, one, split, basis))));
  return leads.length === 0 ? 0 : -Math.max(...leads);
}

/** The most points by which a rival can come to be ahead of another candidate. */
function mostLead(rival: Candidate, other: Candidate, { certain, possible }: Split, basis: Basis): number {
  const swing = (rule: Rule): number => points(effectOn(rule, rival)) - points(effectOn(rule, other));
  const lead = certain.reduce((sum, rule) => sum + swing(rule), 0);
  const bands = new Map<string, number>();
  let items = 0;
  for (const { rule, waitsFor } of possible) {
    const gain = Math.max(0, swing(rule));
    const [id = ''] = waitsFor;
    // Rules on one quantity are mostly bands, of which one is true; items of a set may all be there.
    const isBand = waitsFor.length === 1 && basis.criteria.get(id)?.kind !== 'set';
    if (isBand) bands.set(id, Math.max(bands.get(id) ?? 0, gain));
    else items += gain;
  }
  return lead + items + [...bands.values()].reduce((sum, gain) => sum + gain, 0);
}

function points(effect: Effect): number {
  return effect === 'excluded' ? -EXCLUSION_POINTS : effect;
}

function splitRules(basis: Basis, requirements: Requirements): Split {
  const open = new Set(openCriteria(basis.criteria, requirements).map(({ id }) => id));
  const certain: Rule[] = [];
  const possible: { rule: Rule; waitsFor: readonly string[] }[] = [];
  for (const rule of basis.rules) {
    const waits = rule.when
      .filter((when) =>
        Object.entries(when).every(([id, condition]) => {
          const criterion = basis.criteria.get(id);
          const value = requirements[id];
          return open.has(id) || (criterion && value && holds(condition, value, criterion));
        }),
      )
      .map((when) => Object.keys(when).filter((id) => open.has(id)));
    const [first] = waits;
    if (waits.some((ids) => ids.length === 0)) certain.push(rule);
    else if (first !== undefined) possible.push({ rule, waitsFor: first });
  }
  return { certain, possible };
}
