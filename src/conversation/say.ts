import type { Understanding } from '../understanding/types.ts';
import { answerQuestion, explain, tryOut, whyAsked } from './answers.ts';
import { apply, freshValues, valuesOf } from './apply.ts';
import { byCommand } from './commands.ts';
import { compare } from './compare.ts';
import { comparisonIn, enginesIn } from './comparing.ts';
import type { Context, Moment } from './context.ts';
import { clashOn } from './disagree.ts';
import { heed } from './heed.ts';
import { goOn, leaveOpen, settleQuestion } from './interview.ts';
import { type Heard, isTalkAmongPeople } from './manners.ts';
import { clarify, lost, miss, smallTalk } from './misses.ts';
import { offerPresets, presetIn, usePreset } from './presets.ts';
import { agree, requirementsOf } from './record.ts';
import { understoodView } from './show/understood.ts';
import { say, type Turn } from './turn.ts';
import { whyNot } from './why-not.ts';

/** Handle typed words, whatever they are: buttons and free text are equal at every step. */
export function hear(context: Context, turn: Turn, heard: Heard, moment: Moment): Turn {
  const { text } = heard;
  const preset = presetIn(context, text);
  if (preset !== undefined)
    return preset === null ? offerPresets(context, turn) : usePreset(context, turn, preset, moment);
  return understand(context, turn, heard, moment);
}

function understand(context: Context, turn: Turn, heard: Heard, moment: Moment): Turn {
  const { text } = heard;
  const asked = turn.state.question?.criterion ?? null;
  const understood = context.understand(text, asked, requirementsOf(turn.state));
  if (isTalkAmongPeople(context, turn.state, heard, understood, moment)) return turn;
  const told = takesSomething(understood);
  switch (understood.intent) {
    case 'command':
      return byCommand(context, turn, understood.command ?? 'help', text, moment);
    case 'what-if':
      return told
        ? tryOut(context, turn, valuesOf(freshValues(turn.state.given, understood)))
        : both(context, turn, understood, understood.question ?? text, moment);
    case 'dont-know':
      return goOn(context, leaveOpen(context, turn, moment, text), moment);
    case 'small-talk':
      return smallTalk(context, turn, moment);
    case 'why':
      return turn.state.stage === 'asking' ? whyAsked(context, turn) : explain(context, turn);
    case 'why-not':
      return aside(
        context,
        turn,
        moment,
        whyNotThese(context, turn, enginesIn(context, text, understood.engines)),
      );
    case 'compare':
      return aside(context, turn, moment, compare(context, turn, comparisonIn(context, text, understood)));
    case 'question':
      return both(context, turn, understood, understood.question ?? text, moment);
    case 'requirements':
    case 'correction':
    case 'unclear':
      return take(context, turn, heard, understood, moment);
  }
}

/** Requirements, with a question or without; asked back where they could mean two things, or nothing at all. */
function take(context: Context, turn: Turn, heard: Heard, understood: Understanding, moment: Moment): Turn {
  const [ambiguity] = understood.ambiguous;
  if (takesSomething(understood) || (ambiguity === undefined && understood.question !== null))
    return both(context, turn, understood, understood.question, moment);
  if (ambiguity !== undefined) return clarify(context, turn, ambiguity, moment);
  return heard.kind === 'start' ? goOn(context, turn, moment, lost(heard.text)) : miss(context, turn);
}

/** Engines asked about at once; more is a comparison. */
const MOST_WHY_NOT = 2;

function whyNotThese(context: Context, turn: Turn, engines: readonly string[]): Turn {
  if (engines.length === 0) return explain(context, turn);
  return engines.slice(0, MOST_WHY_NOT).reduce((sum, engine) => whyNot(context, sum, engine), turn);
}

/** After a side question the pending question comes again; a verdict given before is not repeated. */
function aside(context: Context, before: Turn, moment: Moment, answered: Turn): Turn {
  const asking = before.state.stage === 'asking' && before.state.question !== null;
  return asking ? goOn(context, answered, moment) : answered;
}

/** Take what is said, answer what is asked, then go on where the interview stood. */
function both(
  context: Context,
  turn: Turn,
  understood: Understanding,
  question: string | null,
  moment: Moment,
): Turn {
  const told = takesSomething(understood);
  const informed = told ? inform(context, turn, understood, moment) : turn;
  const { engines } = understood;
  const answered = question === null ? informed : answerQuestion(context, informed, question, engines);
  return told ? goOn(context, answered, moment) : aside(context, turn, moment, answered);
}

/** Echo what was understood, and let an answered question turn into its answer. */
function inform(context: Context, turn: Turn, understood: Understanding, moment: Moment): Turn {
  const applied = apply(turn, understood, moment);
  const asked = turn.state.question?.criterion;
  const value = asked === undefined ? undefined : applied.state.given[asked]?.value;
  const answered = asked !== undefined && understood.requirements[asked] !== undefined && value !== undefined;
  const settled = answered
    ? settleQuestion(context, decided(context, turn, applied, asked), value, moment)
    : applied;
  const touched = [
    ...Object.keys(understood.requirements),
    ...understood.removed.map((one) => one.criterion),
  ];
  const others = answered ? touched.filter((id) => id !== asked) : touched;
  const given = Object.fromEntries(
    others.flatMap((id) => {
      const one = applied.state.given[id];
      return one === undefined ? [] : [[id, one]];
    }),
  );
  const echoed =
    Object.keys(given).length === 0 ? settled : say(settled, 'u', understoodView(context, given));
  return heed(context, turn.state, echoed);
}

/** A value said in answer to "which one holds?" settles the matter. */
function decided(context: Context, before: Turn, now: Turn, criterion: string): Turn {
  const isDisputed = clashOn(context, before.state, criterion).length > 0;
  return isDisputed ? agree(now, criterion, now.state.given[criterion]) : now;
}

function takesSomething(understood: Understanding): boolean {
  return Object.keys(understood.requirements).length + understood.removed.length > 0;
}
