import type { AnswerView, PassageView } from '../../conversation/views.ts';
import { buttonRows, type CardContext, controlRows, feedbackRow, toggle } from './buttons.ts';
import type { Card, CardElement } from './card-json.ts';
import { folded, linkLine, paragraph, remark, title } from './elements.ts';
import { type Detail, fitCard } from './fit.ts';
import { clip, escapeText, knowledgeText } from './text.ts';

/** Passages of the knowledge base with their sources, or the plain statement that there are none. */
export function answerCard(view: AnswerView, context: CardContext): Card {
  return fitCard(view, (detail) => [
    ...corrections(view, detail),
    ...(view.answered ? passages(view, context, detail) : [noAnswer(view, detail)]),
    ...controlRows(view.suggestions, context),
    ...feedbackRow(view.feedback, context),
  ]);
}

function corrections(view: AnswerView, detail: Detail): CardElement[] {
  return view.corrections.slice(0, detail.items).map((line) => remark(escapeText(clip(line, detail.text))));
}

function noAnswer(view: AnswerView, detail: Detail): CardElement {
  return paragraph(escapeText(clip(view.text, detail.text)));
}

function passages(view: AnswerView, context: CardContext, detail: Detail): CardElement[] {
  return view.passages
    .slice(0, detail.items)
    .flatMap((passage, index) => passageElements(passage, context, index, detail));
}

function passageElements(
  passage: PassageView,
  { slot }: CardContext,
  index: number,
  detail: Detail,
): CardElement[] {
  const id = `${slot}-more-${index + 1}`;
  const apart = index === 0 ? {} : ({ separator: true, spacing: 'large' } as const);
  const rest = detail.deep ? knowledgeText(clip(passage.rest, detail.text)) : '';
  return [
    { ...title(passage.title, detail), ...apart },
    paragraph(knowledgeText(clip(passage.lead, detail.text)), { spacing: 'small' }),
    ...(passage.contested === null ? [] : [contested(passage.contested, detail)]),
    ...(rest === '' ? [] : [...buttonRows([toggle('Read more', id)]), ...folded(id, [paragraph(rest)])]),
    ...linkLine(passage.links, detail),
    remark(
      `Holds for ${escapeText(clip(passage.holds, detail.text))} · checked ${escapeText(passage.checked)}`,
    ),
  ];
}

function contested(words: string, detail: Detail): CardElement {
  const items = [paragraph(`**Contested:** ${knowledgeText(clip(words, detail.text))}`)];
  return { type: 'Container', style: 'warning', items };
}
