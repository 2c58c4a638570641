import type { ReasonView } from '../../../conversation/views.ts';
import { bullets, escapeText, linkTo } from './mrkdwn.ts';

/** Links shown with one reason; more would bury the sentence. */
const LINKS_PER_REASON = 2;

/** Reasons as a list, each with its sources. */
export function reasonList(title: string, reasons: readonly ReasonView[]): string {
  return bullets(title, reasons.map(reasonLine));
}

/** The flips of a verdict as a list. */
export function flipList(flips: readonly { readonly change: string; readonly pick: string }[]): string {
  return bullets(
    'What would change it',
    flips.map(({ change, pick }) => `${escapeText(change)} → ${escapeText(pick)}`),
  );
}

function reasonLine({ text, house, links }: ReasonView): string {
  const mark = house ? ' _(house rule)_' : '';
  const sources = links.slice(0, LINKS_PER_REASON).map(linkTo).join(', ');
  return `${escapeText(text)}${mark}${sources === '' ? '' : ` (${sources})`}`;
}
