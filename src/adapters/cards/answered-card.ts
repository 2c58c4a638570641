import type { AnsweredView } from '../../conversation/views.ts';
import { button, type CardContext } from './buttons.ts';
import type { Card, CardElement, Column } from './card-json.ts';
import { paragraph } from './elements.ts';
import { type Detail, fitCard } from './fit.ts';
import { clip, escapeText } from './text.ts';

/** What a question becomes once it is answered: one line and the way back. */
export function answeredCard(view: AnsweredView, context: CardContext): Card {
  return fitCard(view, (detail) => [row(view, context, detail)]);
}

function row(view: AnsweredView, context: CardContext, detail: Detail): CardElement {
  const words = `${escapeText(clip(view.title, detail.text))}: **${escapeText(clip(view.answer, detail.text))}**`;
  const text: Column = {
    type: 'Column',
    width: 'stretch',
    verticalContentAlignment: 'center',
    items: [paragraph(words)],
  };
  const actions = view.controls.slice(0, 6).map((control) => button(control, context, view.title));
  if (actions.length === 0) return { type: 'ColumnSet', columns: [text] };
  const change: Column = {
    type: 'Column',
    width: 'auto',
    verticalContentAlignment: 'center',
    items: [{ type: 'ActionSet', actions }],
  };
  return { type: 'ColumnSet', columns: [text, change] };
}
