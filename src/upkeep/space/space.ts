import type { Criterion, Rule } from '../../knowledge/model.ts';
import type { Requirements, RequirementValue } from '../../knowledge/requirements.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Draw, drawNear, drawOf } from './values.ts';

/** Of the criteria of a sample at most this share stays open; how many it is differs from sample to sample. */
const MOST_OPEN = 0.8;

/** The decision space: every combination of answers, as far as rules can tell them apart. Too large to walk, so sampled. */
export type Space = {
  readonly criteria: readonly Criterion[];
  /** One point of the space; the same seed gives the same point. */
  sample(seed: number): Requirements;
  /** One value of one criterion. */
  draw(criterion: string, next: Chance): RequirementValue | null;
  /** A value not far from one that is there: of a set, one more item. */
  near(criterion: string, value: RequirementValue | undefined, next: Chance): RequirementValue | null;
};

/** The space spanned by criteria and by the bounds and items that these rules name. */
export function spaceOf(criteria: readonly Criterion[], rules: readonly Rule[]): Space {
  const draws = new Map(criteria.map((criterion) => [criterion.id, drawOf(criterion, rules)]));
  return {
    criteria,
    sample: (seed) => sample(draws, chanceOf(seed)),
    draw: (criterion, next) => draws.get(criterion)?.(next) ?? null,
    near: (criterion, value, next) => drawNear(value, draws.get(criterion) ?? nothing, next),
  };
}

const nothing: Draw = () => null;

function sample(draws: ReadonlyMap<string, Draw>, next: Chance): Requirements {
  const openShare = next() * MOST_OPEN;
  const entries = [...draws].flatMap(([id, draw]): [string, RequirementValue][] => {
    if (next() < openShare) return [];
    const value = draw(next);
    return value === null ? [] : [[id, value]];
  });
  return Object.fromEntries(entries);
}
