import type { UnderstoodItem, UnderstoodView } from '../../conversation/views.ts';
import { button, type CardContext } from './buttons.ts';
import type { Card, ColumnSet } from './card-json.ts';
import { leftOut, paragraph, title } from './elements.ts';
import { type Detail, fitCard } from './fit.ts';
import { clip, escapeText } from './text.ts';

/** The row names what it changes; a longer title would squeeze the row on a phone. */
const CHANGE = 'Change';

/** What was taken from a message, one row each with the button that corrects it. */
export function understoodCard(view: UnderstoodView, context: CardContext): Card {
  return fitCard(view, (detail) => {
    const shown = view.items.slice(0, detail.items);
    return [
      title('Understood', detail),
      ...(view.note === undefined ? [] : [paragraph(escapeText(clip(view.note, detail.text)))]),
      ...shown.map((item) => row(item, context, detail)),
      ...leftOut(view.items.length - shown.length),
    ];
  });
}

function row(item: UnderstoodItem, context: CardContext, detail: Detail): ColumnSet {
  const value = escapeText(clip(item.value, detail.text));
  const how = item.how === 'inferred' ? ' (inferred)' : '';
  const words = `${escapeText(clip(item.title, detail.text))}: **${value}**${how}`;
  const change = button({ ...item.change, label: CHANGE }, context, item.title);
  return {
    type: 'ColumnSet',
    spacing: 'small',
    columns: [
      { type: 'Column', width: 'stretch', verticalContentAlignment: 'center', items: [paragraph(words)] },
      {
        type: 'Column',
        width: 'auto',
        verticalContentAlignment: 'center',
        items: [{ type: 'ActionSet', actions: [change] }],
      },
    ],
  };
}
