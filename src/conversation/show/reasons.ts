import type { Objection, Ranked, Reason } from '../../decision/types.ts';
import type { Candidate, Rule } from '../../knowledge/model.ts';
import type { Context } from '../context.ts';
import type { RankedView, ReasonView } from '../views.ts';
import { candidateName, linksOf } from './names.ts';

/** A reason with its links. */
export function reasonView(context: Context, reason: Reason): ReasonView {
  const { rule } = reason;
  return {
    text: rule.because,
    points: reason.points,
    rule: rule.id,
    house: rule.house,
    about: aboutOf(context, rule),
    links: linksOf(context, rule.cites),
  };
}

function aboutOf({ criteria }: Context, { when }: Rule): readonly string[] {
  const ids = [...new Set(when.flatMap((conditions) => Object.keys(conditions)))];
  return ids.map((id) => criteria.get(id)?.name ?? id);
}

/** A reason against the pick, labelled: what it costs the pick, or whom it favours and by how much. */
export function objectionView(context: Context, objection: Objection, pick: Ranked): ReasonView {
  const view = reasonView(context, objection);
  const { favours, excludes, points } = objection;
  if (favours !== null) {
    const own = pick.reasons.find((reason) => reason.rule.id === objection.rule.id)?.points ?? 0;
    return favouring(context, view, favours, own);
  }
  const label = excludes ? 'Rules it out' : `Counts against it (${signed(points)})`;
  return { ...view, text: `${label}: ${view.text}` };
}

/** A reason that favours another candidate, labelled with its name, what it gains, and what the one looked at gains. */
export function favouring(context: Context, view: ReasonView, favours: Candidate, own: number): ReasonView {
  const beside = own === 0 ? '' : ` against ${signed(own)}`;
  return {
    ...view,
    text: `For ${candidateName(context, favours)} (${signed(view.points)}${beside}): ${view.text}`,
  };
}

/** One candidate of the ranking, with every reason: the same depth for all. */
export function rankedView(context: Context, ranked: Ranked): RankedView {
  const exclusion = ranked.reasons.find((reason) => reason.excludes);
  return {
    name: candidateName(context, ranked.candidate),
    engine: ranked.candidate.engine,
    mode: ranked.candidate.mode,
    score: ranked.score,
    excluded: exclusion?.rule.because ?? null,
    reasons: ranked.reasons.map((reason) => reasonView(context, reason)),
  };
}

/** Reasons of one candidate as plain lines with signed points. */
export function reasonLines(ranked: RankedView): string[] {
  const head =
    ranked.excluded === null ? `${ranked.name}: ${ranked.score}` : `${ranked.name}: out of the question`;
  const lines = ranked.reasons.map((reason) => {
    const points = ranked.excluded === reason.text ? 'excluded' : signed(reason.points);
    return `  ${points}  ${reason.text}${reason.house ? ' (house rule)' : ''}`;
  });
  return [head, ...(lines.length === 0 ? ['  nothing said speaks for or against it'] : lines)];
}

/** Points with their sign, a real minus included. */
export function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points).replace('-', '−');
}
