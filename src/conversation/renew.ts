import { fits } from '../knowledge/fits.ts';
import type { Context, Moment } from './context.ts';
import { goOn } from './interview.ts';
import { requirementsOf } from './record.ts';
import { candidateName, knowledgeName } from './show/names.ts';
import { newerNote } from './show/newer.ts';
import { note } from './show/note.ts';
import type { Given, State } from './state.ts';
import { replace, say, type Turn, withState } from './turn.ts';

/** Say once that the knowledge has moved on, and offer to go on with it; nothing changes by itself. */
export function tellOfNewer(context: Context, turn: Turn): Turn {
  const { newer } = context;
  if (newer === undefined || turn.state.newerTold === newer.knowledge.version) return turn;
  const told = withState(turn, { newerTold: newer.knowledge.version });
  return say(told, 'n', newerNote(context, newer));
}

/** Go on with the knowledge now in use, and say whether the verdict changes. */
export function renew(context: Context, turn: Turn, moment: Moment): Turn {
  const { newer } = context;
  if (newer === undefined)
    return say(
      turn,
      'n',
      note('There is no newer knowledge.', [`${knowledgeName(context)} is in use.`]),
      'actor',
    );
  const before = context.advisor.verdict(requirementsOf(turn.state)).pick;
  const moved = moveTo(
    newer,
    turn,
    [`From now on: ${knowledgeName(newer)}.`],
    candidateName(context, before),
  );
  return moved.state.stage === 'cancelled' ? moved : goOn(newer, moved, moment);
}

/** The knowledge of a conversation cannot be had any more: say so, and go on with the one in use. */
export function regain(context: Context, turn: Turn): Turn {
  const { knowledge, pick } = turn.state;
  if (knowledge === context.knowledge.version) return turn;
  const lines = [
    `The knowledge this conversation began with (${knowledge}) is not available any more.`,
    `From now on: ${knowledgeName(context)}.`,
  ];
  const [engine = '', mode = null] = pick?.split('/') ?? [];
  const before = pick === null ? null : candidateName(context, { id: pick, engine, mode });
  return moveTo(context, turn, lines, before);
}

/** Let a conversation go by other knowledge. What no longer fits is left out, and said. */
function moveTo(context: Context, turn: Turn, lines: readonly string[], before: string | null): Turn {
  const { state } = turn;
  const given = stillFitting(context, state.given);
  const left = Object.keys(state.given).filter((id) => given[id] === undefined);
  const exists = (id: string): boolean => context.criteria.has(id);
  const isAsked = state.question !== null && exists(state.question.criterion);
  const moved = withState(turn, {
    knowledge: context.knowledge.version,
    newerTold: null,
    given,
    asked: state.asked.filter(exists),
    skipped: state.skipped.filter(exists),
    question: isAsked ? state.question : null,
    whatIf: null,
  });
  const said = [...lines, ...left.map((id) => leftOut(context, id)), ...outcome(context, moved, before)];
  const posted = say(moved, 'n', note('Other knowledge', said));
  return state.question === null || isAsked
    ? posted
    : replace(
        posted,
        state.question.token,
        note('Not asked any more.', ['The new knowledge has no such question.']),
      );
}

function stillFitting(context: Context, given: State['given']): State['given'] {
  const entries = Object.entries(given).flatMap(([id, one]): [string, Given][] => {
    const criterion = context.criteria.get(id);
    if (criterion === undefined || !fits(criterion, one.value)) return [];
    return [[id, { ...one, others: one.others.filter(({ value }) => fits(criterion, value)) }]];
  });
  return Object.fromEntries(entries);
}

function leftOut(context: Context, id: string): string {
  const name = context.criteria.get(id)?.name;
  return name === undefined
    ? `Left out: what was said about "${id}", which no longer counts.`
    : `Left out: what was said about ${name}; it no longer fits. Say it again.`;
}

/** Whether the verdict changes, where one was given. */
function outcome(context: Context, { state }: Turn, before: string | null): string[] {
  if (state.stage !== 'recommended' || before === null) return [];
  const after = candidateName(context, context.advisor.verdict(requirementsOf(state)).pick);
  return [before === after ? `The pick stays: ${after}.` : `The pick changes: ${before} -> ${after}.`];
}
