import type { RecordView } from '../../conversation/views.ts';
import type { Card } from './card-json.ts';
import { paragraph, remark, title } from './elements.ts';
import { fitCard } from './fit.ts';
import { clip, escapeText } from './text.ts';

/** Characters of the record that a card quotes for one of each list entry it may show; the whole is in its text. */
const CHARS_PER_ITEM = 250;

/** A decision record as it is written, to be read and copied; headings of Markdown stay as typed. */
export function recordCard(view: RecordView): Card {
  return fitCard(
    view,
    (detail) => [
      title(view.title, detail),
      remark(escapeText(clip(view.fileName, detail.text))),
      paragraph(escapeText(clip(view.text, detail.items * CHARS_PER_ITEM)), { spacing: 'small' }),
    ],
    true,
  );
}
