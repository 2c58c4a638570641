import type { WhatIfView } from '../../conversation/views.ts';
import { type CardContext, controlRows } from './buttons.ts';
import type { Card } from './card-json.ts';
import { paragraph, reasonElements, remark, section, title } from './elements.ts';
import { type Detail, fitCard } from './fit.ts';
import { clip, escapeText } from './text.ts';

/** The verdict under another requirement, beside the one that holds. */
export function whatIfCard(view: WhatIfView, context: CardContext): Card {
  return fitCard(view, (detail) => [
    title(`What if ${view.change}`, detail),
    paragraph(outcome(view, detail)),
    ...section('Why', reasonElements(view.reasons, detail)),
    remark('Nothing has been changed yet.'),
    ...controlRows(view.controls, context),
  ]);
}

function outcome(view: WhatIfView, detail: Detail): string {
  const before = escapeText(clip(view.before, detail.text));
  const after = escapeText(clip(view.after, detail.text));
  return view.changed
    ? `The pick would change from ${before} to **${after}**.`
    : `The pick would stay **${after}**.`;
}
