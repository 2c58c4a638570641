import type { Requirements } from '../../knowledge/requirements.ts';
import { chanceOf } from './chance.ts';
import type { Space } from './space.ts';

/** Samples climbed from beside the given starts, rounds over all criteria from each, values tried per criterion: half of
 * them anew, half beside the present one. */
const SAMPLES = 6;
const ROUNDS = 3;
const VALUES = 20;

export type Goal = {
  /** How near a point is to the goal; larger is nearer. */
  readonly height: (at: Requirements) => number;
  readonly isReached: (at: Requirements) => boolean;
};

/**
 * Look for a point that reaches the goal by climbing, one criterion at a time (coordinate ascent), from promising points
 * and from some samples. Finds what plain sampling misses; finding nothing is no proof that there is nothing.
 */
export function climbTo(goal: Goal, space: Space, promising: readonly Requirements[]): Requirements | null {
  const samples = Array.from({ length: SAMPLES }, (_, seed) => space.sample(seed));
  for (const [index, start] of [...promising, ...samples].entries()) {
    const found = climbFrom(start, goal, space, index * ROUNDS);
    if (found !== null) return found;
  }
  return null;
}

function climbFrom(start: Requirements, goal: Goal, space: Space, seed: number): Requirements | null {
  let here = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (goal.isReached(here)) return here;
    here = climbOnce(here, goal, space, seed + round);
  }
  return goal.isReached(here) ? here : null;
}

function climbOnce(from: Requirements, goal: Goal, space: Space, seed: number): Requirements {
  const next = chanceOf(seed);
  let best = { at: from, height: goal.height(from) };
  for (const { id } of space.criteria) {
    const { [id]: _, ...open } = best.at;
    const values = Array.from({ length: VALUES }, () => space.draw(id, next)).filter(
      (value) => value !== null,
    );
    for (const at of [open, ...values.map((value) => ({ ...open, [id]: value }))]) {
      const height = goal.height(at);
      if (height > best.height) best = { at, height };
    }
  }
  return best.at;
}
