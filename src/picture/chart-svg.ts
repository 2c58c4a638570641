import type { RecommendationView } from '../conversation/views.ts';
import { type Chart, chartOf, type Piece, type Row } from './contributions.ts';
import { drawRow, type Frame } from './draw-row.ts';
import { legend, legendHeight } from './legend.ts';
import { BAND, INK, PAPER, QUIET } from './palette.ts';
import { signsFor } from './subjects.ts';
import { box, HATCH, line, text } from './svg.ts';
import { wrapped } from './text-width.ts';

/** Drawn this wide in pixels; in a thread Slack shows it at about a third of that. */
export const WIDTH = 1_200;
const MARGIN = 40;
/** Of the headline and its lines, and of what stands below it. */
const TITLE = 42;
const TITLE_LINE = 52;
const BELOW_TITLE = 78;
const ROW = 116;
/** Names to the left of the bars, scores to their right. */
const NAMES = 320;
const SCORES = 130;
const FOOT = 70;

/**
 * The ranking as an SVG: a row per candidate in the ranking's order, what speaks for it to the right of zero and what
 * speaks against it, hatched, to the left; a diamond below the bar marks the sum. Same view, same text.
 */
export function chartSvg(
  view: Pick<RecommendationView, 'headline' | 'ranking' | 'date' | 'knowledge'>,
): string {
  const chart = chartOf(view.ranking);
  const signs = signsFor(chart.subjects);
  const inner = WIDTH - 2 * MARGIN;
  const title = wrapped(view.headline, TITLE, inner, 2, 600);
  const rowsStart = title.length * TITLE_LINE + BELOW_TITLE;
  const rowsEnd = rowsStart + chart.rows.length * ROW;
  const height = rowsEnd + 24 + legendHeight(chart.subjects, inner) + FOOT;
  const frame = frameOf(chart);
  const source = `streamchoice, ${view.date}, knowledge ${view.knowledge}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Inter">`,
    `<defs>${HATCH}</defs>`,
    box(0, 0, WIDTH, height, PAPER),
    ...title.map((words, at) =>
      text(MARGIN, 62 + at * TITLE_LINE, words, { size: TITLE, fill: INK, weight: 600 }),
    ),
    text(MARGIN, rowsStart - 24, EXPLANATION, { size: 28, fill: QUIET }),
    box(MARGIN / 2, rowsStart + 4, WIDTH - MARGIN, ROW - 8, BAND, 12),
    line(frame.zero, rowsStart, frame.zero, rowsEnd, INK, 3),
    ...chart.rows.map((row, at) => drawRow(row, rowsStart + at * ROW, at === 0, frame, signs)),
    ...legend(chart.subjects, signs, MARGIN, rowsEnd + 24, inner),
    text(WIDTH - MARGIN, height - 26, source, { size: 22, fill: QUIET, anchor: 'end' }),
    '</svg>',
  ].join('');
}

const EXPLANATION = 'Points for and, striped, against each; the diamond marks the sum';

/** Room for the largest sum on either side; a little is left where nothing counts against. */
function frameOf({ rows }: Chart): Frame {
  const counted = rows.filter(({ excluded }) => excluded === null);
  const most = (side: (row: Row) => readonly Piece[]): number =>
    Math.max(1, ...counted.map((row) => Math.abs(side(row).reduce((sum, piece) => sum + piece.points, 0))));
  const left = most(({ losses }) => losses);
  const bars = MARGIN + NAMES;
  const perPoint = (WIDTH - MARGIN - SCORES - bars) / (left + most(({ gains }) => gains));
  return { left: MARGIN, right: WIDTH - MARGIN, bars, zero: bars + left * perPoint, perPoint, row: ROW };
}
