import { measure } from '../decision/measure.ts';
import type { Criterion } from '../knowledge/model.ts';
import type { RequirementValue } from '../knowledge/requirements.ts';
import type { Context } from './context.ts';
import { clashOn, standsOn } from './disagree.ts';
import { saidAbout } from './record.ts';
import { criterionOf } from './show/names.ts';
import { agreementNote } from './show/positions.ts';
import type { Said, State } from './state.ts';
import { say, type Turn } from './turn.ts';

/**
 * After something was recorded: where people now differ without effect on the pick, go on with the stricter value, or
 * with the newer where neither is, and say so once. A difference that matters is asked about by `goOn`.
 */
export function heed(context: Context, before: State, turn: Turn): Turn {
  const fresh = Object.keys(turn.state.given).filter((id) => isNews(before, turn.state, id));
  return fresh.reduce((sum, id) => heedOne(context, sum, id), turn);
}

function isNews(before: State, now: State, id: string): boolean {
  const values = (state: State): string =>
    JSON.stringify(saidAbout(state, id).map(({ by, value }) => [by, value]));
  return (now.given[id]?.others.length ?? 0) > 0 && values(before) !== values(now);
}

function heedOne(context: Context, turn: Turn, id: string): Turn {
  const stands = standsOn(context, turn.state, id);
  const [first] = stands;
  if (first === undefined || clashOn(context, turn.state, id).length > 0) return turn;
  const criterion = criterionOf(context, id);
  const all = stands.map(({ said }) => said);
  const strictest = strictestOf(criterion, all);
  const chosen = strictest ?? first.said;
  const others = all.filter((one) => one !== chosen);
  const given = { ...turn.state.given, [id]: { ...chosen, others } };
  const state = { ...turn.state, given };
  const view = agreementNote(context, criterion, stands, chosen, strictest !== null);
  return say({ ...turn, state }, 'n', view);
}

/** The value that asks most of an engine, where the criterion says which end that is. */
function strictestOf(criterion: Criterion, all: readonly Said[]): Said | null {
  if (criterion.kind !== 'interval' || criterion.bare === 'approx') return null;
  const sign = criterion.bare === 'max' ? 1 : -1;
  const ranked = all
    .map((said) => ({ said, size: sizeOf(criterion, said.value) }))
    .filter((one) => one.size !== null)
    .sort((a, b) => sign * ((a.size ?? 0) - (b.size ?? 0)));
  return ranked.length < all.length ? null : (ranked[0]?.said ?? null);
}

function sizeOf(criterion: Criterion, value: RequirementValue): number | null {
  return value.kind === 'interval' ? measure(criterion, value) : null;
}
