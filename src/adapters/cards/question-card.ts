import type { QuestionView } from '../../conversation/views.ts';
import { button, buttonRows, type CardContext, controlRows, sendButton } from './buttons.ts';
import type { ActionSet, Card, CardElement } from './card-json.ts';
import { leftOut, paragraph, remark, title } from './elements.ts';
import { type Detail, fitCard } from './fit.ts';
import { positionElements } from './position-elements.ts';
import { encodeValue, INPUT } from './press-data.ts';
import { clip, escapeText, knowledgeText, plainLine } from './text.ts';

/** A question with its choices as buttons, or as check boxes when several may be chosen. */
export function questionCard(view: QuestionView, context: CardContext): Card {
  return fitCard(view, (detail) => [
    ...hint(view, detail),
    remark(`Question ${view.number} of about ${view.about} · ${escapeText(clip(view.title, detail.text))}`),
    title(view.prompt, detail),
    ...positionElements(view.positions, detail),
    paragraph(knowledgeText(clip(view.why, detail.text)), { isSubtle: true, spacing: 'small' }),
    ...(view.multi ? checkBoxes(view, context, detail) : choiceButtons(view, context, detail)),
    ...setApart(controlRows(view.controls, context)),
  ]);
}

/** "Skip" and the like stand below a line, so that they are not taken for answers. */
function setApart([first, ...rest]: ActionSet[]): ActionSet[] {
  return first === undefined ? [] : [{ ...first, separator: true, spacing: 'medium' }, ...rest];
}

function hint(view: QuestionView, detail: Detail): CardElement[] {
  if (view.hint === null) return [];
  const items = [paragraph(escapeText(clip(view.hint, detail.text)))];
  return [{ type: 'Container', style: 'warning', items }];
}

function choiceButtons(view: QuestionView, context: CardContext, detail: Detail): CardElement[] {
  const shown = view.choices.slice(0, detail.items);
  const actions = shown.map(({ label, action }) => button({ label, action, emphasis: 'plain' }, context));
  return [...buttonRows(actions), ...leftOut(view.choices.length - shown.length)];
}

function checkBoxes(view: QuestionView, context: CardContext, detail: Detail): CardElement[] {
  const shown = view.choices.slice(0, detail.items);
  if (shown.length === 0) return [];
  return [
    {
      type: 'Input.ChoiceSet',
      id: INPUT.values,
      label: 'Choose all that apply',
      isMultiSelect: true,
      style: 'expanded',
      wrap: true,
      isRequired: true,
      errorMessage: 'Choose at least one, or use one of the other buttons.',
      choices: shown.map(({ label, value }) => ({
        title: clip(plainLine(label), detail.text),
        value: encodeValue(value),
      })),
    },
    ...leftOut(view.choices.length - shown.length),
    ...buttonRows([sendButton('Send answer', view.submit, context)]),
  ];
}
