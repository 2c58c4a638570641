import type { Recommendation } from '../decision/recommend.ts';
import type { RequirementValue } from '../knowledge/requirements.ts';
import { UNKNOWN } from '../knowledge/requirements.ts';
import type { Context, Moment } from './context.ts';
import { clashOn, openClash } from './disagree.ts';
import { record, requirementsOf } from './record.ts';
import { feedbackControls } from './show/feedback.ts';
import { criterionOf } from './show/names.ts';
import { note } from './show/note.ts';
import { clashQuestion } from './show/positions.ts';
import { answeredView, questionView } from './show/question.ts';
import { headline, recommendationView } from './show/recommendation.ts';
import { statusView } from './show/status.ts';
import { replace, say, type Turn, withState } from './turn.ts';

/** Slot of the root message. */
export const ROOT = 'root';

/**
 * Go on: ask which value holds where people differ and it changes the pick; else ask the open question again if it
 * still matters, else the most telling one; or recommend when no answer can change the pick any more.
 */
export function goOn(context: Context, turn: Turn, moment: Moment, hint: string | null = null): Turn {
  const recommendation = context.advisor.recommend(requirementsOf(turn.state));
  const clash = openClash(context, turn.state);
  if (clash !== null) return ask(context, turn, clash, hint, recommendation.open.length + 1);
  if (recommendation.next === null) return recommend(context, turn, moment, recommendation);
  const criterion = turn.state.question?.criterion ?? recommendation.next.criterion.id;
  return ask(context, turn, criterion, hint, recommendation.open.length);
}

/** Ask one criterion in a new message; an older open question gives way to it. */
export function ask(
  context: Context,
  turn: Turn,
  criterion: string,
  hint: string | null,
  open: number,
): Turn {
  const cleared = retire(context, turn, 'Asked again below.');
  const asked = [...cleared.state.asked.filter((id) => id !== criterion), criterion];
  const token = `q${cleared.state.counter + 1}`;
  const question = { token, criterion };
  const next = withState(cleared, { asked, question, stage: 'asking' });
  const about = Math.max(asked.length, asked.length + open - 1);
  const plain = questionView(context, next.state, token, criterion, about, hint);
  const clash = clashOn(context, next.state, criterion);
  const posted = say(next, 'q', clash.length === 0 ? plain : clashQuestion(context, plain, token, clash));
  return status(
    posted,
    `Question ${asked.length} of about ${about}: ${criterionOf(context, criterion).name}`,
  );
}

/** Take an answer to the open question: the question turns into its answer. */
export function settleQuestion(context: Context, turn: Turn, value: RequirementValue, moment: Moment): Turn {
  const { question } = turn.state;
  if (question === null) return turn;
  const view = answeredView(context, question.criterion, value, moment.actor.id);
  return replace(withState(turn, { question: null, misses: 0 }), question.token, view);
}

/** Close the open question without an answer: it counts neither way. */
export function leaveOpen(context: Context, turn: Turn, moment: Moment, words: string): Turn {
  const { question } = turn.state;
  if (question === null) return turn;
  const answered = settleQuestion(context, turn, UNKNOWN, moment);
  return record(answered, { [question.criterion]: { value: UNKNOWN, words, how: 'said' } }, moment);
}

/** Give the recommendation on what is known now. */
export function recommend(
  context: Context,
  turn: Turn,
  moment: Moment,
  recommendation: Recommendation = context.advisor.recommend(requirementsOf(turn.state)),
): Turn {
  const cleared = retire(context, turn, 'Not asked any further.');
  const verdictSlot = `v${cleared.state.counter + 1}`;
  const pick = recommendation.verdict.pick.id;
  const next = withState(cleared, { stage: 'recommended', verdictSlot, pick });
  const view = {
    ...recommendationView(context, next.state, recommendation, moment.now),
    feedback: feedbackControls(verdictSlot),
  };
  return status(say(next, 'v', view), headline(context, recommendation.verdict));
}

/** Update the root message. */
export function status(turn: Turn, line: string): Turn {
  return replace(turn, ROOT, statusView(turn.state, line));
}

/** An open question that is not answered must not keep live buttons. */
export function retire(context: Context, turn: Turn, why: string): Turn {
  const { question } = turn.state;
  if (question === null) return turn;
  const { name } = criterionOf(context, question.criterion);
  const view = { ...note(name, [why]), onlyInPlace: true };
  return replace(withState(turn, { question: null }), question.token, view);
}
