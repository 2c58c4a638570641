import type { WayToWin } from '../../decision/towards.ts';
import type { Ranked, Verdict } from '../../decision/types.ts';
import type { Context } from '../context.ts';
import { action } from '../press.ts';
import type { Control, ReasonView, WhyNotView } from '../views.ts';
import { candidateName, changeText } from './names.ts';
import { control } from './note.ts';
import { favouring, objectionView, reasonView } from './reasons.ts';

/** A rival's lead on one rule counts as an argument from this many points on. */
const WORTH_MENTIONING = 0.5;

const NO_WAY = 'No change of one or two answers that was tried makes it win.';

/** One engine's case beside the pick's. */
export function whyNotView(
  context: Context,
  verdict: Verdict,
  ranked: Ranked,
  ways: readonly WayToWin[],
): WhyNotView {
  const body = {
    headline: headlineOf(context, verdict, ranked),
    engine: ranked.candidate.engine,
    supports: ranked.reasons.filter(({ points }) => points > 0).map((reason) => reasonView(context, reason)),
    against: objectionsTo(context, verdict, ranked),
    wouldWin: ways.map(({ changes, wins }) => ({
      change: Object.entries(changes)
        .map(([id, value]) => changeText(context, id, value))
        .join('; '),
      pick: candidateName(context, wins.candidate),
    })),
    noWay: ways.length > 0 || ranked.candidate.engine === verdict.pick.engine ? null : NO_WAY,
    controls: controlsOf(verdict, ranked),
  };
  return { kind: 'why-not', text: plain(body), ...body };
}

function headlineOf(context: Context, { pick, ranking }: Verdict, ranked: Ranked): string {
  const name = candidateName(context, ranked.candidate);
  if (ranked.candidate.engine === pick.engine) return `${name} is the pick; here is its case.`;
  const picked = candidateName(context, pick);
  const gap = (ranking[0]?.score ?? 0) - ranked.score;
  if (ranked.excluded) return `${name} is out of the question here; the pick is ${picked}.`;
  return gap === 0
    ? `${name} is level with the pick, ${picked}; the order of preference decides.`
    : `${name} is ${Math.round(gap * 1000) / 1000} points behind the pick, ${picked}.`;
}

function objectionsTo(context: Context, verdict: Verdict, ranked: Ranked): ReasonView[] {
  if (ranked.candidate.engine === verdict.pick.engine)
    return verdict.against.map((reason) => objectionView(context, reason, ranked));
  const own = ranked.reasons.filter((reason) => reason.excludes || reason.points < 0);
  const ownPoints = (rule: string): number =>
    ranked.reasons.find((reason) => reason.rule.id === rule)?.points ?? 0;
  const ahead = (verdict.ranking[0]?.reasons ?? []).filter(
    ({ rule, points }) =>
      points > 0 && ownPoints(rule.id) >= 0 && points - ownPoints(rule.id) >= WORTH_MENTIONING,
  );
  return [
    ...own.map((reason) => objectionView(context, { ...reason, favours: null }, ranked)),
    ...ahead.map((reason) =>
      favouring(context, reasonView(context, reason), verdict.pick, ownPoints(reason.rule.id)),
    ),
  ];
}

function controlsOf({ pick, ranking }: Verdict, ranked: Ranked): Control[] {
  const isPick = ranked.candidate.engine === pick.engine;
  const other = isPick ? ranking.find(({ candidate }) => candidate.engine !== pick.engine)?.candidate : pick;
  if (other === undefined) return [];
  return [control('Compare the two', action.compare([ranked.candidate.id, other.id]))];
}

function plain(view: Omit<WhyNotView, 'kind' | 'text'>): string {
  const list = (title: string, lines: readonly string[]): string[] => [
    title,
    ...lines.map((line) => `- ${line}`),
  ];
  const reasons = (all: readonly ReasonView[], none: string): string[] =>
    all.length === 0 ? [none] : all.map(reasonText);
  const ways = view.wouldWin.map(({ change, pick }) => `${change} -> ${pick}`);
  return [
    view.headline,
    ...list('Against it:', reasons(view.against, 'nothing that was said')),
    ...list('For it:', reasons(view.supports, 'nothing that was said')),
    ...(ways.length === 0 ? [] : list('It would win with:', ways)),
    ...(view.noWay === null ? [] : [view.noWay]),
  ].join('\n');
}

function reasonText({ text, house, links }: ReasonView): string {
  const [link] = links;
  const source = link === undefined ? '' : ` (${link.title}: ${link.url})`;
  return `${text}${house ? ' (house rule)' : ''}${source}`;
}
