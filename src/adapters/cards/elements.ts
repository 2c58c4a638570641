import type { ReasonView, UnderstoodItem } from '../../conversation/views.ts';
import type { Link } from '../../knowledge/model.ts';
import type { CardElement, Container, FactSet, TextBlock } from './card-json.ts';
import type { Detail } from './fit.ts';
import { clip, escapeText, knowledgeText, linkText } from './text.ts';

/** Titles of pages are names; longer ones carry slogans. */
const LINK_TITLE_CHARS = 120;

/** The title of a card; screen readers find it as a heading. `words` are escaped here. */
export function title(words: string, detail: Detail): TextBlock {
  return {
    type: 'TextBlock',
    text: escapeText(clip(words, detail.text)),
    wrap: true,
    style: 'heading',
    size: 'medium',
    weight: 'bolder',
  };
}

/** A heading within a card; `words` are already safe. */
export function heading(words: string): TextBlock {
  const look = { style: 'heading', size: 'default', weight: 'bolder', spacing: 'medium' } as const;
  return { type: 'TextBlock', text: words, wrap: true, ...look };
}

/** A paragraph of card markdown that is already safe. */
export function paragraph(
  markdown: string,
  look: Partial<Omit<TextBlock, 'type' | 'text' | 'wrap'>> = {},
): TextBlock {
  return { type: 'TextBlock', text: markdown, wrap: true, ...look };
}

/** A small remark; `markdown` is already safe. */
export function remark(markdown: string): TextBlock {
  return paragraph(markdown, { size: 'small', isSubtle: true, spacing: 'small' });
}

/** Requirements as facts, each marked when it was inferred and not said. */
export function requirementFacts(items: readonly UnderstoodItem[], detail: Detail): FactSet {
  const facts = items.slice(0, detail.items).map((item) => ({
    title: escapeText(clip(item.title, detail.text)),
    value: `${escapeText(clip(item.value, detail.text))}${item.how === 'inferred' ? ' (inferred)' : ''}`,
  }));
  return { type: 'FactSet', facts };
}

/** What is shown beside the words of a reason. */
export type ReasonLook = { readonly points: boolean; readonly links: number };
/** With what it weighs for the engine at hand and its first sources; the whole list stands at the end of a card. */
const WITH_SOURCES: ReasonLook = { points: true, links: 2 };

/** Reasons, best first; says how many it left out. */
export function reasonElements(
  reasons: readonly ReasonView[],
  detail: Detail,
  look: ReasonLook = WITH_SOURCES,
): TextBlock[] {
  const shown = reasons.slice(0, detail.items);
  return [
    ...shown.flatMap((reason) => reasonBlocks(reason, detail, look)),
    ...leftOut(reasons.length - shown.length),
  ];
}

/** What would change the verdict, one line each. */
export function changeElements(
  changes: readonly { readonly change: string; readonly pick: string }[],
  detail: Detail,
): TextBlock[] {
  const shown = changes.slice(0, detail.items).map(({ change, pick }) => {
    const words = `${escapeText(clip(change, detail.text))} → **${escapeText(clip(pick, detail.text))}**`;
    return paragraph(words, { spacing: 'small' });
  });
  return [...shown, ...leftOut(changes.length - shown.length)];
}

/** Links with their publishers, vendors marked as such. */
export function linkElements(links: readonly Link[], detail: Detail): TextBlock[] {
  const shown = links.slice(0, detail.items);
  return [
    ...shown.map((link) => paragraph(publishedLink(link, detail), { spacing: 'small' })),
    ...leftOut(links.length - shown.length),
  ];
}

/** The same in one small paragraph, or nothing for none. */
export function linkLine(links: readonly Link[], detail: Detail): TextBlock[] {
  const shown = links.slice(0, detail.items).map((link) => publishedLink(link, detail));
  return shown.length === 0 ? [] : [remark(shown.join(' · '))];
}

/** A titled part of a card, or nothing when it would be empty. */
export function section(words: string, items: readonly CardElement[]): CardElement[] {
  return items.length === 0 ? [] : [heading(words), ...items];
}

/** A part that stays folded until its toggle is pressed, or nothing when it would be empty. */
export function folded(id: string, items: readonly CardElement[]): Container[] {
  return items.length === 0 ? [] : [{ type: 'Container', id, isVisible: false, style: 'emphasis', items }];
}

/** The remark that stands for `count` things not shown; nothing for none. */
export function leftOut(count: number): TextBlock[] {
  return count > 0 ? [remark(`and ${count} more`)] : [];
}

/** Points for people: at most two decimals, and a real minus sign. */
export function pointsText(points: number): string {
  return String(Math.round(points * 100) / 100).replace('-', '−');
}

function reasonBlocks(reason: ReasonView, detail: Detail, look: ReasonLook): TextBlock[] {
  const points = look.points && reason.points !== 0 ? `**${signed(reason.points)}**  ` : '';
  const house = reason.house ? ' (house rule)' : '';
  const words = paragraph(`${points}${knowledgeText(clip(reason.text, detail.text))}${house}`);
  const links = reason.links.slice(0, look.links).map((link) => shortLink(link, detail));
  return links.length === 0 ? [words] : [words, { ...remark(links.join(' · ')), spacing: 'none' }];
}

function publishedLink(link: Link, detail: Detail): string {
  const vendor = link.kind === 'vendor' ? ', vendor' : '';
  return `${shortLink(link, detail)} (${escapeText(clip(link.publisher, detail.text))}${vendor})`;
}

function shortLink(link: Link, detail: Detail): string {
  return linkText({ ...link, title: clip(link.title, Math.min(detail.text, LINK_TITLE_CHARS)) });
}

function signed(points: number): string {
  return points > 0 ? `+${pointsText(points)}` : pointsText(points);
}
