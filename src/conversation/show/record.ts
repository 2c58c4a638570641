import type { Recommendation } from '../../decision/recommend.ts';
import type { Objection, Ranked } from '../../decision/types.ts';
import {
  type DecisionRecord,
  decisionRecord,
  type RecordedOption,
  type RecordedRequirement,
  recordJson,
} from '../../record/decision-record.ts';
import { madr, recordFileName } from '../../record/madr.ts';
import type { Context } from '../context.ts';
import type { State } from '../state.ts';
import type { RecordView } from '../views.ts';
import { assumptions } from './assumptions.ts';
import { candidateName, changeText, criterionOf, day, linksOf, valueText } from './names.ts';
import { nextStepsView } from './next-steps.ts';
import { withoutHouse } from './recommendation.ts';

/** The decision as it stands, as a record. `words`: with the people's own words beside what was read from them. */
export function recordView(
  context: Context,
  state: State,
  recommendation: Recommendation,
  now: number,
  words: boolean,
): RecordView {
  const record = recordOf(context, state, recommendation, now, words);
  return {
    kind: 'record',
    text: madr(record),
    title: record.title,
    id: record.id,
    fileName: recordFileName(record),
    json: recordJson(record),
  };
}

/** Everything the decision rests on, for a record. */
export function recordOf(
  context: Context,
  state: State,
  recommendation: Recommendation,
  now: number,
  words: boolean,
): DecisionRecord {
  const { verdict, settled } = recommendation;
  const name = candidateName(context, verdict.pick);
  const steps = nextStepsView(context, recommendation);
  return decisionRecord({
    title: `Use ${name} for this stream workload`,
    date: day(now),
    knowledge: context.knowledge.version,
    requirements: requirements(context, state, words),
    verdict: {
      engine: verdict.pick.engine,
      mode: verdict.pick.mode,
      name,
      strength: verdict.strength,
      margin: verdict.margin,
      sensitivity: verdict.sensitivity,
      settled,
    },
    options: verdict.ranking.map((ranked) => option(context, ranked)),
    against: verdict.against.map((one) => objection(context, one)),
    wouldChange: recommendation.wouldChange.map(({ criterion, value, pick }) => ({
      change: changeText(context, criterion, value),
      pick: candidateName(context, pick),
    })),
    assumptions: assumptions(context, state, recommendation),
    withoutHouseRules: withoutHouse(context, recommendation),
    nextSteps: steps === null ? null : stepsOf(steps),
    links: recommendation.links.map(({ title, url, publisher, kind }) => ({ title, url, publisher, kind })),
  });
}

function requirements(context: Context, { given }: State, words: boolean): RecordedRequirement[] {
  return [...context.criteria.keys()].flatMap((id) => {
    const one = given[id];
    if (one === undefined) return [];
    const { value, how, by } = one;
    const said = words && how === 'said' ? one.words : null;
    const text = valueText(context, id, value);
    return [{ criterion: id, name: criterionOf(context, id).name, text, value, how, by, words: said }];
  });
}

function option(context: Context, { candidate, score, excluded, reasons }: Ranked): RecordedOption {
  const engine = context.knowledge.engines.find((one) => one.id === candidate.engine);
  const mode = engine?.modes.find((one) => one.id === candidate.mode);
  return {
    engine: candidate.engine,
    mode: candidate.mode,
    name: candidateName(context, candidate),
    summary: mode?.summary ?? engine?.summary ?? '',
    score,
    excluded,
    reasons: reasons.map(({ rule, points, excludes }) => ({
      rule: rule.id,
      points: excludes ? null : points,
      because: rule.because,
      house: rule.house,
      links: linksOf(context, rule.cites),
    })),
  };
}

function objection(context: Context, { rule, favours }: Objection): DecisionRecord['against'][number] {
  const links = linksOf(context, rule.cites);
  const text =
    favours === null ? rule.because : `it speaks for ${candidateName(context, favours)}: ${rule.because}`;
  return { text, links };
}

function stepsOf({ build, measure, pass, risk, watch }: NonNullable<DecisionRecord['nextSteps']>) {
  return { build, measure, pass, risk, watch };
}
