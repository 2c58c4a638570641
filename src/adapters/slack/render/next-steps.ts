import type { NextStepsView } from '../../../conversation/views.ts';
import { bullets, escapeText, linkTo } from './mrkdwn.ts';

/** Links shown with the next steps; the sections behind them hold the rest. */
const LINKS = 3;

/** What to try first, as a list; empty for none. */
export function nextStepList(view: NextStepsView | null | undefined): string {
  if (view === null || view === undefined) return '';
  const claim = view.claim === null ? '' : `To test first: ${escapeText(view.claim)}`;
  const sources = view.links.slice(0, LINKS).map(linkTo).join(', ');
  return bullets(
    'Next steps',
    [
      claim,
      `*Build:* ${escapeText(view.build)}`,
      `*Measure:* ${escapeText(view.measure)}`,
      `*Passed when:* ${escapeText(view.pass)}`,
      `*Main risk:* ${escapeText(view.risk)}`,
      `*Watch:* ${view.watch.map(escapeText).join('; ')}`,
      sources,
    ].filter((line) => line !== ''),
  );
}
