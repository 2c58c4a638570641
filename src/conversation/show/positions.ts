import type { Criterion } from '../../knowledge/model.ts';
import type { Context } from '../context.ts';
import type { Stand } from '../disagree.ts';
import { action } from '../press.ts';
import type { Said } from '../state.ts';
import type { NoteView, Position, QuestionView } from '../views.ts';
import { candidateName, valueText } from './names.ts';
import { control } from './note.ts';

/** Who said what about a criterion, and the pick that follows. */
export function positionsOf(context: Context, criterion: string, stands: readonly Stand[]): Position[] {
  return stands.map(({ said, pick }) => ({
    by: said.by,
    value: valueText(context, criterion, said.value),
    pick: candidateName(context, pick),
  }));
}

/** People differ, and it makes no difference so far: who said what, and which value is gone on with. */
export function agreementNote(
  context: Context,
  criterion: Criterion,
  stands: readonly Stand[],
  chosen: Said,
  isStricter: boolean,
): NoteView {
  const positions = positionsOf(context, criterion.id, stands);
  const title = `You do not agree on ${criterion.name.toLowerCase()}, and so far it makes no difference.`;
  const which = isStricter ? 'the stricter' : 'the newer';
  const lines = [
    `The pick is ${positions[0]?.pick ?? ''} either way.`,
    `I go on with ${which} value: ${valueText(context, criterion.id, chosen.value)}.`,
  ];
  return {
    kind: 'note',
    text: [title, ...positions.map(positionText), ...lines].join('\n'),
    title,
    lines,
    controls: [control(`Change ${criterion.name.toLowerCase()}`, action.change(criterion.id))],
    positions,
  };
}

/** A question turned into the one which of several people's values holds. */
export function clashQuestion(
  context: Context,
  plain: QuestionView,
  token: string,
  stands: readonly Stand[],
): QuestionView {
  const positions = positionsOf(context, plain.criterion, stands);
  const prompt = `You do not agree on ${plain.title.toLowerCase()}, and it changes the pick. Which value holds?`;
  const choices = positions.map(({ value }, at) => ({
    label: value,
    action: action.settle(token, at),
    value: String(at),
  }));
  const text = [
    ...(plain.hint === null ? [] : [plain.hint]),
    prompt,
    ...positions.map(positionText),
    'Press one of them, or say the value that holds.',
  ].join('\n');
  const controls = plain.controls.filter((one) => one.action !== action.skip(token));
  return { ...plain, text, prompt, choices, multi: false, controls, positions };
}

/** A position in one line; the person stands as the platform's user id. */
export function positionText({ by, value, pick }: Position): string {
  return `- ${by}: ${value} -> ${pick}`;
}
