import type { Recommendation } from '../decision/recommend.ts';
import type { Requirements } from '../knowledge/requirements.ts';
import type { DecisionRecord } from './decision-record.ts';

/** What came of judging a recorded decision again. */
export type Replay = {
  /** The same pick from the same ranking. */
  readonly same: boolean;
  /** What differs now, one sentence each; empty when nothing does. */
  readonly differences: readonly string[];
};

/**
 * Judge the requirements of a record again, with the knowledge of today.
 * @param knowledge version of the knowledge behind `recommend`
 */
export function replay(
  record: DecisionRecord,
  recommend: (requirements: Requirements) => Recommendation,
  knowledge: string,
): Replay {
  const { verdict } = recommend(requirementsOf(record));
  const pick = idOf(verdict.pick.engine, verdict.pick.mode);
  const before = idOf(record.verdict.engine, record.verdict.mode);
  const now = new Map(
    verdict.ranking.map((one) => [idOf(one.candidate.engine, one.candidate.mode), scoreOf(one)]),
  );
  const differences = [
    ...(knowledge === record.knowledge
      ? []
      : [`The knowledge is ${knowledge} now; the record rests on ${record.knowledge}.`]),
    ...(pick === before ? [] : [`The pick is ${pick} now; it was ${before}.`]),
    ...(verdict.strength === record.verdict.strength
      ? []
      : [`The strength is ${verdict.strength} now; it was ${record.verdict.strength}.`]),
    ...record.options.flatMap((option) => {
      const id = idOf(option.engine, option.mode);
      const score = now.get(id) ?? 'not known';
      return score === scoreOf(option) ? [] : [`${id} scores ${score} now; it scored ${scoreOf(option)}.`];
    }),
  ];
  return { same: differences.length === 0, differences };
}

/** The requirements of a record, as the decision takes them. */
export function requirementsOf({ requirements }: DecisionRecord): Requirements {
  return Object.fromEntries(requirements.map(({ criterion, value }) => [criterion, value]));
}

function idOf(engine: string, mode: string | null): string {
  return mode === null ? engine : `${engine}/${mode}`;
}

function scoreOf({ excluded, score }: { readonly excluded: boolean; readonly score: number }): string {
  return excluded ? 'ruled out' : String(score);
}
