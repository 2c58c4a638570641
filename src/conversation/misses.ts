import type { Ambiguity } from '../understanding/types.ts';
import type { Context, Moment } from './context.ts';
import { ask, goOn } from './interview.ts';
import { action } from './press.ts';
import { criterionOf } from './show/names.ts';
import { control, note } from './show/note.ts';
import { say, type Turn, withState } from './turn.ts';

/** From this miss in a row on, the hint points to the buttons; one more, and skipping is offered. */
const BUTTONS_ONLY_FROM = 2;
const OFFER_SKIP_FROM = 3;

/** Something was said that nothing could be taken from: rephrase with an example, then buttons, then offer to skip. */
export function miss(context: Context, turn: Turn): Turn {
  const { question } = turn.state;
  if (question === null) return say(turn, 'n', nothingTaken(), 'actor');
  const misses = turn.state.misses + 1;
  const { example } = criterionOf(context, question.criterion);
  const counted = withState(turn, { misses });
  if (misses < BUTTONS_ONLY_FROM)
    return again(context, counted, `I could not take an answer from that. Try it like this: ${example}.`);
  if (misses < OFFER_SKIP_FROM)
    return again(context, counted, 'Still not understood, sorry. Please press one of the choices.');
  return again(
    context,
    counted,
    'Let us not get stuck: press a choice, or "Skip" and the question counts neither way.',
  );
}

/** Something was said that could mean two things: ask for the missing word, never guess. */
export function clarify(context: Context, turn: Turn, ambiguity: Ambiguity, moment: Moment): Turn {
  const { name } = criterionOf(context, ambiguity.criterion);
  const hint = `${name}: did you mean ${ambiguity.options.join(' or ')}? Please say it with the unit.`;
  return turn.state.question === null ? goOn(context, turn, moment, hint) : again(context, turn, hint);
}

/** Small talk gets a short, friendly word and stays out of the way. */
export function smallTalk(context: Context, turn: Turn, moment: Moment): Turn {
  const { question, stage, counter } = turn.state;
  if (stage === 'asking' && question === null && counter === 0) return goOn(context, turn, moment);
  const lines =
    question === null
      ? ['Ask me something about stream processing, try a "what if", or say "help".']
      : [`Whenever you are ready: ${criterionOf(context, question.criterion).prompt}`];
  return say(turn, 'n', note('Noted.', lines), 'actor');
}

function again(context: Context, turn: Turn, hint: string): Turn {
  const { question } = turn.state;
  if (question === null) return turn;
  const { open } = context.advisor.recommend({});
  const left = Math.max(1, open.length - turn.state.asked.length);
  return ask(context, turn, question.criterion, hint, left);
}

/** Said before the first question when nothing could be taken from the words a conversation began with. */
export function lost(words: string): string {
  const shown = words.length > SHOWN_CHARACTERS ? `${words.slice(0, SHOWN_CHARACTERS)}…` : words;
  return `I could not take anything about a workload from "${shown}", so let me ask.`;
}

/** As much of people's words as shows which were meant. */
const SHOWN_CHARACTERS = 80;

function nothingTaken(): ReturnType<typeof note> {
  return note(
    'I could not make anything of that.',
    [
      'You can change a requirement ("latency is 5 s"), ask a question ("how does recovery work?"),',
      'or try a change ("what if state is 2 TB?").',
    ],
    [control('Help', action.help)],
  );
}
