import type { Recommendation } from '../../decision/recommend.ts';
import type { Verdict } from '../../decision/types.ts';
import type { Context } from '../context.ts';
import { action } from '../press.ts';
import type { State } from '../state.ts';
import type { Control, ReasonView, RecommendationView } from '../views.ts';
import { assumptions } from './assumptions.ts';
import { endsText, endsViews } from './ends.ts';
import { candidateName, changeText, day, knowledgeName } from './names.ts';
import { newerControls } from './newer.ts';
import { nextStepLines, nextStepsView } from './next-steps.ts';
import { control } from './note.ts';
import { objectionView, rankedView } from './reasons.ts';
import { summary } from './summary.ts';
import { understoodItems } from './understood.ts';

/** Shown first; the rest is one press away. */
const STRONGEST_REASONS = 3;

type Body = Omit<RecommendationView, 'text'>;

/** The recommendation with all its parts; `text` holds them in plain words. */
export function recommendationView(
  context: Context,
  state: State,
  recommendation: Recommendation,
  now: number,
): RecommendationView {
  const { verdict } = recommendation;
  const [best] = verdict.ranking;
  const ranking = verdict.ranking.map((ranked) => rankedView(context, ranked));
  const body: Body = {
    kind: 'recommendation',
    headline: headline(context, verdict),
    summary: summary(context, recommendation),
    engine: verdict.pick.engine,
    mode: verdict.pick.mode,
    strength: verdict.strength,
    settled: recommendation.settled,
    reasons: (ranking[0]?.reasons ?? []).filter((reason) => reason.points > 0).slice(0, STRONGEST_REASONS),
    against: best === undefined ? [] : verdict.against.map((reason) => objectionView(context, reason, best)),
    wouldChange: recommendation.wouldChange.map((flip) => ({
      change: changeText(context, flip.criterion, flip.value),
      pick: candidateName(context, flip.pick),
    })),
    ranking,
    requirements: understoodItems(context, state.given),
    assumptions: assumptions(context, state, recommendation),
    withoutHouseRules: withoutHouse(context, recommendation),
    atEnds: endsViews(context, recommendation),
    nextSteps: nextStepsView(context, recommendation),
    links: recommendation.links.map(({ title, url, publisher, kind }) => ({ title, url, publisher, kind })),
    knowledge: knowledgeName(context),
    date: day(now),
    controls: controls(context, recommendation),
  };
  return { ...body, text: plain(body) };
}

/** The verdict in one line. */
export function headline(context: Context, verdict: Verdict): string {
  const name = candidateName(context, verdict.pick);
  return verdict.strength === 'toss-up'
    ? `Toss-up, ahead by a little: ${name}`
    : `Recommended: ${name} (${verdict.strength})`;
}

/** Which house rules had a say, and the verdict without them; null when none had. */
export function withoutHouse(context: Context, { verdict, withoutHouse }: Recommendation): string | null {
  if (withoutHouse === null) return null;
  const rules = verdict.ranking.flatMap(({ reasons }) => reasons.map(({ rule }) => rule));
  const said = [...new Set(rules.filter((rule) => rule.house).map((rule) => `"${rule.because}"`))].sort();
  const name = `${candidateName(context, withoutHouse.pick)} (${withoutHouse.strength})`;
  const isSame = withoutHouse.pick.id === verdict.pick.id;
  const outcome = isSame ? `the pick is the same: ${name}` : `the pick would be ${name}`;
  return `Your house rules count here: ${said.join(' ')} Without them ${outcome}.`;
}

function controls(context: Context, { verdict }: Recommendation): Control[] {
  const { pick, ranking } = verdict;
  const rival = ranking.find(({ candidate }) => candidate.engine !== pick.engine)?.candidate;
  const whyNotRival =
    rival === undefined
      ? []
      : [control(`Why not ${candidateName(context, rival)}?`, action.whyNot(rival.engine))];
  const beside = rival === undefined ? [] : [control('Compare the two', action.compare([pick.id, rival.id]))];
  return [
    control('All reasons', action.explain),
    control('What would change it?', action.wouldChange),
    ...newerControls(context),
    ...whyNotRival,
    ...beside,
    control('Decision record', action.record),
    control('Start over', action.restart),
    control('Help', action.help),
  ];
}

function plain(view: Body): string {
  const reasons = (all: readonly ReasonView[]): string[] =>
    all.map(({ text, house }) => `${text}${house ? ' (house rule)' : ''}`);
  return [
    view.headline,
    view.summary,
    ...list('At either end:', (view.atEnds ?? []).map(endsText)),
    ...list('Because:', reasons(view.reasons)),
    ...list('Against it:', reasons(view.against)),
    ...list(
      'Would change:',
      view.wouldChange.map((flip) => `${flip.change} -> ${flip.pick}`),
    ),
    ...list(
      'Rests on:',
      view.requirements.map((item) => `${item.title}: ${item.value} (${item.how})`),
    ),
    ...view.assumptions,
    ...(view.withoutHouseRules === null ? [] : [view.withoutHouseRules]),
    ...nextStepLines(view.nextSteps),
    ...list(
      'Links:',
      view.links.map((link) => `${link.title} (${link.publisher}): ${link.url}`),
    ),
    `As of ${view.date}, knowledge ${view.knowledge}.`,
  ].join('\n');
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`)];
}
