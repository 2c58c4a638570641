import { z } from 'zod';
import type { Recommendation } from '../decision/recommend.ts';

/** A workload in somebody's words with the verdicts that experts accept for it. */
export const scenarioSchema = z.looseObject({
  id: z.string(),
  message: z.string(),
  ask_more: z.boolean().default(false),
  expected: z.object({
    best: z.string(),
    mode: z.string().optional(),
    acceptable: z.array(z.string()).default([]),
    never: z.array(z.string()).default([]),
  }),
});

export type Scenario = z.infer<typeof scenarioSchema>;

export type Grade = 'best' | 'acceptable' | 'wrong' | 'never';

export type ScenarioResult = {
  readonly id: string;
  readonly pick: string;
  readonly mode: string | null;
  readonly strength: string;
  readonly settled: boolean;
  readonly expected: string;
  readonly grade: Grade;
};

export type ScenarioScore = {
  readonly cases: number;
  readonly best: number;
  readonly bestOrAcceptable: number;
  readonly never: number;
  /** Cases that say too little: how many there are, and how many were rightly left unsettled. */
  readonly askMore: { readonly cases: number; readonly unsettled: number };
  /** By expected verdict, since always naming the commonest one would score well overall. */
  readonly byClass: Readonly<
    Record<string, { readonly cases: number; readonly best: number; readonly bestOrAcceptable: number }>
  >;
  readonly results: readonly ScenarioResult[];
};

/**
 * Score verdicts against expert expectations. Best: the expected engine, in the expected mode where one is named.
 * Acceptable: the right engine in another mode, or another engine that experts accept. Cases marked `ask_more` count only
 * for being left unsettled.
 */
export function scoreScenarios(
  scenarios: readonly Scenario[],
  recommend: (message: string) => Recommendation,
): ScenarioScore {
  const results = scenarios.map((scenario) => grade(scenario, recommend(scenario.message)));
  const thin = new Set(scenarios.filter((one) => one.ask_more).map((one) => one.id));
  const counted = results.filter((result) => !thin.has(result.id));
  const classes = [...new Set(counted.map((result) => result.expected))].sort();
  return {
    ...tally(counted),
    never: counted.filter((result) => result.grade === 'never').length,
    askMore: {
      cases: thin.size,
      unsettled: results.filter((one) => thin.has(one.id) && !one.settled).length,
    },
    byClass: Object.fromEntries(
      classes.map((name) => [name, tally(counted.filter((result) => result.expected === name))]),
    ),
    results,
  };
}

function grade(scenario: Scenario, { verdict, settled }: Recommendation): ScenarioResult {
  const { engine: pick, mode } = verdict.pick;
  const { expected } = scenario;
  return {
    id: scenario.id,
    pick,
    mode,
    strength: verdict.strength,
    settled,
    expected: expected.best,
    grade: gradeOf(pick, mode, expected),
  };
}

function gradeOf(pick: string, mode: string | null, expected: Scenario['expected']): Grade {
  if (expected.never.includes(pick)) return 'never';
  if (pick === expected.best)
    return expected.mode === undefined || expected.mode === mode ? 'best' : 'acceptable';
  return expected.acceptable.includes(pick) ? 'acceptable' : 'wrong';
}

function tally(results: readonly ScenarioResult[]): {
  cases: number;
  best: number;
  bestOrAcceptable: number;
} {
  const best = results.filter((result) => result.grade === 'best').length;
  const acceptable = results.filter((result) => result.grade === 'acceptable').length;
  return { cases: results.length, best, bestOrAcceptable: best + acceptable };
}
