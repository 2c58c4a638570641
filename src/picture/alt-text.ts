import type { RecommendationView } from '../conversation/views.ts';
import { chartOf, type Piece, type Row } from './contributions.ts';
import { points } from './numbers.ts';

/** Slack's limit for the alternative text of an image, in UTF-16 units. */
const MOST_ALT_TEXT = 2_000;

/** All that the chart shows, in words: the verdict, then each candidate with its score and its pieces. */
export function altText(view: Pick<RecommendationView, 'headline' | 'ranking'>): string {
  const rows = chartOf(view.ranking).rows.map((row, at) => `${at + 1}. ${inWords(row)}`);
  let text = `Chart of the ranking. ${view.headline}.`;
  for (const row of rows) {
    const longer = `${text} ${row}`;
    if (longer.length > MOST_ALT_TEXT - REST.length) return `${text}${REST}`;
    text = longer;
  }
  return text;
}

const REST = ' The rest is in the text.';

function inWords({ name, score, excluded, gains, losses }: Row): string {
  if (excluded !== null) return `${name}: ruled out. ${excluded}`;
  const parts = [...gains, ...losses].map(({ subject, points: own }: Piece) => `${subject} ${points(own)}`);
  return `${name}: ${points(score)}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}.`;
}
