import type { Context, Moment } from './context.ts';
import { ask, goOn, retire, status } from './interview.ts';
import { action } from './press.ts';
import { requirementsOf } from './record.ts';
import { control, note } from './show/note.ts';
import { say, type Turn, withState } from './turn.ts';

/** Ask a criterion again; its present value stays until there is a new one. */
export function reopen(context: Context, turn: Turn, criterion: string): Turn {
  const { open } = context.advisor.recommend(requirementsOf(turn.state));
  return ask(context, turn, criterion, null, open.length + 1);
}

/** One question back: forget the last answer and ask it again. */
export function back(context: Context, turn: Turn): Turn {
  const { asked, question } = turn.state;
  const answered = asked.filter((id) => id !== question?.criterion);
  const last = answered.at(-1);
  if (last === undefined)
    return say(turn, 'n', note('There is no earlier question.', ['This is the first one.']), 'actor');
  const { [last]: _forgotten, ...given } = turn.state.given;
  const before = answered.slice(0, -1);
  return reopen(context, withState(retire(context, turn, 'Asked later.'), { given, asked: before }), last);
}

/** Begin anew in the same place, with the knowledge now in use; what was said is forgotten, the messages stay. */
export function restart(context: Context, turn: Turn, moment: Moment): Turn {
  if (isBystander(turn, moment)) return reserved(turn, 'start it over');
  const fresh = context.newer ?? context;
  const cleared = withState(retire(context, turn, 'Started over below.'), {
    stage: 'asking',
    given: {},
    asked: [],
    misses: 0,
    whatIf: null,
    verdictSlot: null,
    pick: null,
    knowledge: fresh.knowledge.version,
    newerTold: null,
  });
  return goOn(fresh, cleared, moment);
}

/** End the interview; it can be taken up again. */
export function cancel(context: Context, turn: Turn, moment: Moment): Turn {
  if (isBystander(turn, moment)) return reserved(turn, 'cancel it');
  const ended = withState(retire(context, turn, 'Cancelled.'), { stage: 'cancelled' });
  const bye = note(
    'Cancelled.',
    ['Nothing is lost: say "start" to go on, or "restart" to begin anew.'],
    [control('Start over', action.restart)],
  );
  return status(say(ended, 'n', bye), 'Cancelled');
}

/** Everybody in the thread may answer, since answers are kept by person; what throws away other people's is reserved. */
function isBystander({ state }: Turn, { actor }: Moment): boolean {
  return state.startedBy !== actor.id;
}

function reserved(turn: Turn, what: string): Turn {
  const lines = [
    'Nothing was changed. You can answer and change answers here, or begin an interview of your own.',
  ];
  return say(turn, 'n', note(`Only the person who began this interview can ${what}.`, lines), 'actor');
}
