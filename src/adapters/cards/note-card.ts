import type { NoteView } from '../../conversation/views.ts';
import { type CardContext, controlRows } from './buttons.ts';
import type { Card } from './card-json.ts';
import { leftOut, paragraph, title } from './elements.ts';
import { fitCard } from './fit.ts';
import { positionElements } from './position-elements.ts';
import { clip, escapeText } from './text.ts';

/** Help, a notice or a refusal. */
export function noteCard(view: NoteView, context: CardContext): Card {
  return fitCard(view, (detail) => {
    const shown = view.lines.slice(0, detail.items);
    return [
      title(view.title, detail),
      ...positionElements(view.positions, detail),
      ...shown.map((line) => paragraph(escapeText(clip(line, detail.text)), { spacing: 'small' })),
      ...leftOut(view.lines.length - shown.length),
      ...controlRows(view.controls, context),
    ];
  });
}
