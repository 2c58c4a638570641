import type { EndsView, EndView, RankedView, RecommendationView } from '../../conversation/views.ts';
import { buttonRows, type CardContext, controlRows, feedbackRow, toggle } from './buttons.ts';
import type { Card, CardElement, TextBlock } from './card-json.ts';
import {
  changeElements,
  folded,
  heading,
  leftOut,
  linkElements,
  paragraph,
  pointsText,
  type ReasonLook,
  reasonElements,
  remark,
  requirementFacts,
  section,
  title,
} from './elements.ts';
import { type Detail, fitCard } from './fit.ts';
import { nextStepElements } from './next-step-elements.ts';
import { clip, escapeText, knowledgeText } from './text.ts';

/** What speaks against the pick are points of others for themselves: the number would read as praise. */
const AGAINST: ReasonLook = { points: false, links: 2 };
/** The sources of all reasons are listed once, under their own heading. */
const RANKED: ReasonLook = { points: true, links: 0 };

/** The verdict: reasons for and against, what would change it, and, folded, what it rests on and how all engines did. */
export function recommendationCard(view: RecommendationView, context: CardContext): Card {
  return fitCard(view, (detail) => body(view, context, detail), true);
}

function body(view: RecommendationView, context: CardContext, detail: Detail): CardElement[] {
  const parts = foldedParts(view, context, detail);
  return [
    { type: 'Container', style: 'accent', items: verdict(view, detail) },
    ...section('At either end', ends(view.atEnds ?? [], detail)),
    ...section('Why', reasonElements(view.reasons, detail)),
    ...section('What speaks against it', reasonElements(view.against, detail, AGAINST)),
    ...section('What would change it', changeElements(view.wouldChange, detail)),
    ...assumptions(view, detail),
    ...buttonRows(parts.map((part) => toggle(part.label, part.id))),
    ...parts.flatMap((part) => folded(part.id, part.items)),
    ...controlRows(view.controls, context),
    ...feedbackRow(view.feedback, context),
    ...(context.sharing ?? []),
    remark(`${escapeText(view.date)} · knowledge ${escapeText(clip(view.knowledge, detail.text))}`),
  ];
}

function verdict(view: RecommendationView, detail: Detail): TextBlock[] {
  const settled = view.settled
    ? 'No open question can change the pick.'
    : 'Questions still open could change the pick.';
  return [
    { ...title(view.headline, detail), size: 'large' },
    ...(view.summary === ''
      ? []
      : [paragraph(knowledgeText(clip(view.summary, detail.text)), { spacing: 'small' })]),
    remark(settled),
  ];
}

function ends(all: readonly EndsView[], detail: Detail): TextBlock[] {
  const end = ({ at, pick }: EndView): string =>
    `at ${escapeText(clip(at, detail.text))} **${escapeText(clip(pick, detail.text))}**`;
  const lines = all
    .slice(0, detail.items)
    .map(({ title: name, low, high }) =>
      paragraph(`${escapeText(clip(name, detail.text))}: ${end(low)}, ${end(high)}`, { spacing: 'small' }),
    );
  return [...lines, ...leftOut(all.length - lines.length)];
}

function assumptions(view: RecommendationView, detail: Detail): TextBlock[] {
  const lines = view.assumptions.slice(0, detail.items);
  const house = view.withoutHouseRules === null ? [] : [view.withoutHouseRules];
  return [
    ...[...house, ...lines].map((line) => remark(escapeText(clip(line, detail.text)))),
    ...leftOut(view.assumptions.length - lines.length),
  ];
}

type Part = { readonly label: string; readonly id: string; readonly items: readonly CardElement[] };

function foldedParts(view: RecommendationView, { slot }: CardContext, detail: Detail): Part[] {
  const rests = view.requirements.length === 0 ? [] : [requirementFacts(view.requirements, detail)];
  const parts: Part[] = [
    { label: 'What it rests on', id: `${slot}-requirements`, items: rests },
    { label: 'Next steps', id: `${slot}-steps`, items: nextStepElements(view.nextSteps, detail) },
    { label: 'All engines', id: `${slot}-ranking`, items: ranking(view.ranking, detail) },
    { label: 'Sources', id: `${slot}-links`, items: linkElements(view.links, detail) },
  ];
  return parts.filter((part) => part.items.length > 0);
}

function ranking(ranked: readonly RankedView[], detail: Detail): CardElement[] {
  const shown = ranked.slice(0, detail.items);
  return [...shown.flatMap((one) => rankedElements(one, detail)), ...leftOut(ranked.length - shown.length)];
}

function rankedElements(ranked: RankedView, detail: Detail): CardElement[] {
  const name = escapeText(clip(ranked.name, detail.text));
  const score = ranked.excluded === null ? pointsText(ranked.score) : 'out of the question';
  const why = ranked.excluded === null ? [] : [remark(knowledgeText(clip(ranked.excluded, detail.text)))];
  const reasons = detail.deep
    ? reasonElements(ranked.reasons.filter(isNotThe(ranked.excluded)), detail, RANKED)
    : [];
  return [heading(`${name}: ${score}`), ...why, ...reasons];
}

/** The excluding reason already stands above the others. */
function isNotThe(excluded: string | null): (reason: { readonly text: string }) => boolean {
  return (reason) => reason.text !== excluded;
}
