import type { SharedView } from '../../conversation/views.ts';
import { buttonRows, type CardContext } from './buttons.ts';
import type { Card, CardElement } from './card-json.ts';
import {
  changeElements,
  paragraph,
  reasonElements,
  remark,
  requirementFacts,
  section,
  title,
} from './elements.ts';
import { type Detail, fitCard } from './fit.ts';
import { clip, escapeText } from './text.ts';

/**
 * The compact form for another room: the verdict and what it rests on. Nobody there was asked, so that it has no buttons
 * but the one that takes it back.
 */
export function sharedCard(view: SharedView, context: CardContext): Card {
  return fitCard(view, (detail) => [...body(view, detail), ...removeRow(context)], true);
}

function removeRow({ conversation, removable = false }: CardContext): CardElement[] {
  if (!removable) return [];
  return buttonRows([
    {
      type: 'Action.Submit',
      title: 'Remove',
      tooltip: 'Remove this recommendation; only for who shared it',
      associatedInputs: 'none',
      data: { conversation, unshare: true },
    },
  ]);
}

function body(view: SharedView, detail: Detail): CardElement[] {
  const requirements = view.requirements.length === 0 ? [] : [requirementFacts(view.requirements, detail)];
  return [
    { ...title(view.headline, detail), size: 'large' },
    ...(view.note === null ? [] : [paragraph(escapeText(clip(view.note, detail.text)))]),
    ...section('Requirements', requirements),
    ...section('Why', reasonElements(view.reasons, detail)),
    ...section('What would change it', changeElements(view.wouldChange, detail)),
    remark(`${escapeText(view.date)} · knowledge ${escapeText(clip(view.knowledge, detail.text))}`),
  ];
}
