import type { SlotMark } from './slot-scores.ts';

/** Precision, recall and their harmonic mean, over all slots counted together (micro average). */
export type Score = {
  readonly right: number;
  readonly missing: number;
  readonly wrong: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

/** One case after scoring. */
export type ScoredCase = { readonly id: string; readonly style: string; readonly marks: readonly SlotMark[] };

export type SlotReport = {
  readonly cases: number;
  /** Share of cases without any missing or wrong slot. */
  readonly exact: number;
  readonly score: Score;
  readonly byStyle: Readonly<Record<string, Score & { readonly cases: number; readonly exact: number }>>;
  readonly bySlot: Readonly<Record<string, Score>>;
  readonly misses: readonly {
    readonly id: string;
    readonly missing: readonly string[];
    readonly wrong: readonly string[];
  }[];
};

/** Sum up scored cases. */
export function reportOn(cases: readonly ScoredCase[]): SlotReport {
  const marks = cases.flatMap((one) => one.marks);
  return {
    cases: cases.length,
    exact: exactShare(cases),
    score: scoreOf(marks),
    byStyle: groups(
      cases,
      (one) => one.style,
      (some) => ({
        cases: some.length,
        exact: exactShare(some),
        ...scoreOf(some.flatMap((one) => one.marks)),
      }),
    ),
    bySlot: groups(marks, (mark) => mark.slot, scoreOf),
    misses: cases
      .filter((one) => !isExact(one))
      .map(({ id, marks: some }) => ({ id, missing: of(some, 'missing'), wrong: of(some, 'wrong') })),
  };
}

function exactShare(cases: readonly ScoredCase[]): number {
  return ratio(cases.filter(isExact).length, cases.length);
}

function isExact(one: ScoredCase): boolean {
  return one.marks.every(({ mark }) => mark === 'right');
}

function scoreOf(marks: readonly SlotMark[]): Score {
  const count = (kind: SlotMark['mark']): number => marks.filter(({ mark }) => mark === kind).length;
  const [right, missing, wrong] = [count('right'), count('missing'), count('wrong')];
  const [precision, recall] = [ratio(right, right + wrong), ratio(right, right + missing)];
  return { right, missing, wrong, precision, recall, f1: ratio(2 * right, 2 * right + missing + wrong) };
}

/** Nothing out of nothing is faultless. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function groups<T, R>(
  all: readonly T[],
  keyOf: (one: T) => string,
  sum: (some: readonly T[]) => R,
): Record<string, R> {
  const keys = [...new Set(all.map(keyOf))].sort();
  return Object.fromEntries(keys.map((key) => [key, sum(all.filter((one) => keyOf(one) === key))]));
}

function of(marks: readonly SlotMark[], kind: SlotMark['mark']): string[] {
  return marks.filter(({ mark }) => mark === kind).map(({ slot, value }) => `${slot} ${value}`);
}
