import type { WhyNotView } from '../../conversation/views.ts';
import { type CardContext, controlRows } from './buttons.ts';
import type { Card } from './card-json.ts';
import { changeElements, reasonElements, remark, section, title } from './elements.ts';
import { fitCard } from './fit.ts';
import { clip, escapeText } from './text.ts';

/** What speaks against is labelled with its points in words; a number before it would read twice. */
const LABELLED = { points: false, links: 2 } as const;

/** The case of an engine that is not the pick, and what would make it win. */
export function whyNotCard(view: WhyNotView, context: CardContext): Card {
  return fitCard(view, (detail) => [
    title(view.headline, detail),
    ...section('Against it', reasonElements(view.against, detail, LABELLED)),
    ...section('For it', reasonElements(view.supports, detail)),
    ...section('It would win with', changeElements(view.wouldWin, detail)),
    ...(view.noWay === null ? [] : [remark(escapeText(clip(view.noWay, detail.text)))]),
    ...controlRows(view.controls, context),
  ]);
}
