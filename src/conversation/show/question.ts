import type { Criterion } from '../../knowledge/model.ts';
import type { RequirementValue } from '../../knowledge/requirements.ts';
import type { Context } from '../context.ts';
import { action } from '../press.ts';
import type { State } from '../state.ts';
import type { AnsweredView, Control, QuestionView } from '../views.ts';
import { criterionOf, valueText } from './names.ts';
import { control } from './note.ts';

/** Known requirements from which on "recommend now" is offered: below, the verdict would rest on next to nothing. */
const ENOUGH_FOR_A_VERDICT = 2;

/** The open question, ready to be shown. */
export function questionView(
  context: Context,
  state: State,
  token: string,
  criterionId: string,
  about: number,
  hint: string | null,
): QuestionView {
  const criterion = criterionOf(context, criterionId);
  const number = state.asked.length;
  const multi = criterion.kind === 'set';
  const choices = criterion.choices.map((choice) => ({
    label: choice.label,
    action: action.answer(token, choice.id),
    value: choice.id,
  }));
  return {
    kind: 'question',
    text: plain(criterion, number, about, hint),
    criterion: criterion.id,
    title: criterion.name,
    prompt: criterion.prompt,
    why: criterion.why,
    number,
    about,
    choices,
    multi,
    submit: action.answerMany(token),
    controls: controlsOf(context, state, token),
    hint,
  };
}

function controlsOf(context: Context, state: State, token: string): Control[] {
  const known = Object.values(state.given).filter((given) => given.value.kind !== 'unknown').length;
  const isFirst = known === 0 && state.asked.length <= 1 && context.knowledge.presets.length > 0;
  return [
    control("Don't know", action.dontKnow(token)),
    control('Skip', action.skip(token)),
    ...(state.asked.length > 1 ? [control('Back', action.back)] : []),
    control('Why this question?', action.whyAsked),
    ...(isFirst ? [control('Start from an example', action.presets)] : []),
    ...(known >= ENOUGH_FOR_A_VERDICT ? [control('Recommend now', action.recommend)] : []),
  ];
}

function plain(criterion: Criterion, number: number, about: number, hint: string | null): string {
  const options = criterion.choices.map((choice) => `- ${choice.label}`).join('\n');
  const several = criterion.kind === 'set' ? ' (several are fine)' : '';
  const first = `Question ${number} of about ${about}: ${criterion.prompt}${several}`;
  const last = `Or in your own words, e.g. ${criterion.example}. "don't know" and "skip" are answers too.`;
  return [...(hint === null ? [] : [hint]), first, options, last].join('\n');
}

/** What a question turns into once it is answered. */
export function answeredView(
  context: Context,
  criterionId: string,
  value: RequirementValue,
  by: string,
): AnsweredView {
  const { name } = criterionOf(context, criterionId);
  const answer = valueText(context, criterionId, value);
  return {
    kind: 'answered',
    text: `${name}: ${answer}`,
    criterion: criterionId,
    title: name,
    answer,
    by,
    controls: [control('Change', action.change(criterionId))],
  };
}
