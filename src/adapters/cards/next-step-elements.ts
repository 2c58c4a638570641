import type { NextStepsView } from '../../conversation/views.ts';
import type { CardElement } from './card-json.ts';
import { linkLine, paragraph, remark } from './elements.ts';
import type { Detail } from './fit.ts';
import { clip, escapeText, knowledgeText } from './text.ts';

/** Sources shown; the sections behind them name the rest. */
const LINKS = 3;

/** What to try first: the claim to test, how, the main risk and what to watch. */
export function nextStepElements(view: NextStepsView | null | undefined, detail: Detail): CardElement[] {
  if (view === null || view === undefined) return [];
  const line = (label: string, words: string): CardElement =>
    paragraph(`**${label}:** ${knowledgeText(clip(words, detail.text))}`, { spacing: 'small' });
  const watch = view.watch.slice(0, detail.items).join('; ');
  return [
    ...(view.claim === null ? [] : [remark(`To test first: ${escapeText(clip(view.claim, detail.text))}`)]),
    line('Build', view.build),
    line('Measure', view.measure),
    line('Passed when', view.pass),
    line('Main risk', view.risk),
    line('Watch', watch),
    ...linkLine(view.links.slice(0, LINKS), detail),
  ];
}
