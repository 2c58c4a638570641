import { basisOf } from '../../decision/basis.ts';
import type { Criterion, Knowledge } from '../../knowledge/model.ts';
import type { Requirements } from '../../knowledge/requirements.ts';
import { describe } from '../space/describe.ts';
import { type Judge, judgeOf } from '../space/judge.ts';
import { spaceOf } from '../space/space.ts';

/** Points of the decision space compared; a share of them then has a standard error of at most 0.8 percentage points. */
export const POINTS = 4000;
/** Cases shown per class, to be tried by hand. */
const EXAMPLES = 2;

/** Verdicts of one class before the change, and where those that moved went. */
export type ClassFlips = {
  readonly pick: string;
  readonly points: number;
  readonly flipped: number;
  readonly share: number;
  readonly to: readonly { readonly pick: string; readonly points: number }[];
  /** Requirements of the first few, in the short form of values. */
  readonly examples: readonly string[];
};

export type SpaceDiff = {
  readonly points: number;
  readonly flipped: number;
  /** From 0 to 1. */
  readonly share: number;
  readonly byClass: readonly ClassFlips[];
};

type Point = { readonly at: Requirements; readonly from: string; readonly to: string };

/**
 * Which share of the decision space gets another verdict. The points are fixed: they depend on the two versions alone,
 * drawn from the answers offered and from every case that the rules of either version tell apart.
 */
export function flipsOf(before: Knowledge, after: Knowledge): SpaceDiff {
  const criteria = bothCriteria(before, after);
  const space = spaceOf(criteria, [...before.rules, ...after.rules]);
  const [old, now] = [judgeOf(basisOf(before)), judgeOf(basisOf(after))];
  const points = Array.from({ length: POINTS }, (_, seed): Point => {
    const at = space.sample(seed);
    return { at, from: idFor(old, at), to: idFor(now, at) };
  });
  const flipped = points.filter(({ from, to }) => from !== to).length;
  const classes = Map.groupBy(points, ({ from }) => from);
  return {
    points: POINTS,
    flipped,
    share: rounded(flipped / POINTS),
    byClass: [...classes].map(([pick, own]) => classFlips(pick, own, criteria)).sort(mostFlippedFirst),
  };
}

function bothCriteria(before: Knowledge, after: Knowledge): Criterion[] {
  const known = new Set(after.criteria.map(({ id }) => id));
  return [...after.criteria, ...before.criteria.filter(({ id }) => !known.has(id))];
}

function idFor(judge: Judge, at: Requirements): string {
  return judge.pick(at)?.id ?? 'nothing';
}

function classFlips(pick: string, points: readonly Point[], criteria: readonly Criterion[]): ClassFlips {
  const moved = points.filter(({ from, to }) => from !== to);
  const to = [...Map.groupBy(moved, (point) => point.to)].map(([target, own]) => ({
    pick: target,
    points: own.length,
  }));
  return {
    pick,
    points: points.length,
    flipped: moved.length,
    share: rounded(moved.length / points.length),
    to: to.sort((a, b) => b.points - a.points || (a.pick < b.pick ? -1 : 1)),
    examples: moved.slice(0, EXAMPLES).map(({ at }) => describe(at, criteria)),
  };
}

function mostFlippedFirst(a: ClassFlips, b: ClassFlips): number {
  return b.flipped - a.flipped || (a.pick < b.pick ? -1 : 1);
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
