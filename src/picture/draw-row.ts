import type { Piece, Row } from './contributions.ts';
import { points } from './numbers.ts';
import { BAND, INK, PAPER, QUIET } from './palette.ts';
import type { Sign, Signs } from './subjects.ts';
import { box, diamond, text } from './svg.ts';
import { fitted, textWidth, wrapped } from './text-width.ts';

/** Where things stand, in pixels of the picture. */
export type Frame = {
  readonly left: number;
  readonly right: number;
  /** From here to `right` are the bars and the scores. */
  readonly bars: number;
  readonly zero: number;
  readonly perPoint: number;
  readonly row: number;
};

const BAR = 60;
const NAME = 29;
const MODE = 24;

/** One candidate: its name, its bar with the sum below it, and the sum as a number; or why it is ruled out. */
export function drawRow(row: Row, top: number, isFirst: boolean, frame: Frame, signs: Signs): string {
  const middle = top + frame.row / 2;
  const name = drawName(row, middle, isFirst, frame);
  if (row.excluded !== null) return `${name}${drawExclusion(row.excluded, middle, frame)}`;
  const sum = text(frame.right, middle + 13, points(row.score), {
    size: 36,
    fill: INK,
    weight: 600,
    anchor: 'end',
  });
  return `${name}${drawBar(row, middle, frame, signs)}${sum}`;
}

/** The name on up to two lines, and the mode, which stands in brackets behind it, on one of its own. */
function drawName({ name, excluded }: Row, middle: number, isFirst: boolean, { left, bars }: Frame): string {
  const [, engine = name, mode = ''] = /^(.*?)(?: \((.*)\))?$/.exec(name) ?? [];
  const weight = isFirst ? 600 : 400;
  const fill = excluded === null ? INK : QUIET;
  const width = bars - left - 20;
  const lines = [
    ...wrapped(engine, NAME, width, 2, weight).map((line) => ({ line, size: NAME, weight }) as const),
    ...(mode === '' ? [] : [{ line: fitted(mode, MODE, width), size: MODE, weight: 400 } as const]),
  ];
  const height = lines.reduce((sum, { size }) => sum + size * 1.15, 0);
  let y = middle - height / 2;
  return lines
    .map(({ line, size, weight: own }) => {
      y += size * 1.15;
      return text(left, y - size * 0.25, line, { size, fill: size === MODE ? QUIET : fill, weight: own });
    })
    .join('');
}

/** No bar: points do not matter for what is out of the question. */
function drawExclusion(why: string, middle: number, { bars, right }: Frame): string {
  const width = right - bars;
  const lines = wrapped(`Ruled out: ${why}`, MODE, width - 32, 2);
  const first = middle + 9 - (lines.length - 1) * 15;
  return [
    box(bars, middle - BAR / 2 - 8, width, BAR + 16, BAND, 8),
    ...lines.map((line, at) => text(bars + 16, first + at * 30, line, { size: MODE, fill: INK })),
  ].join('');
}

function drawBar(row: Row, middle: number, frame: Frame, signs: Signs): string {
  const { zero, perPoint } = frame;
  const gains = sideBySide(row.gains, zero, perPoint, 1);
  const losses = sideBySide(row.losses, zero, perPoint, -1);
  if (gains.length + losses.length === 0)
    return text(zero + 16, middle + 9, 'nothing for or against', { size: MODE, fill: QUIET });
  const parts = [...gains, ...losses].map((placed) => drawPiece(placed, middle, signs(placed.piece.subject)));
  return [...parts, diamond(zero + row.score * perPoint, middle + BAR / 2, 14, INK, PAPER)].join('');
}

type Placed = { readonly piece: Piece; readonly x: number; readonly width: number };

/** Pieces one after the other, away from zero. */
function sideBySide(pieces: readonly Piece[], zero: number, perPoint: number, side: 1 | -1): Placed[] {
  let reached = zero;
  return pieces.map((piece) => {
    const width = Math.abs(piece.points) * perPoint;
    const x = side === 1 ? reached : reached - width;
    reached += side * width;
    return { piece, x, width };
  });
}

function drawPiece({ piece, x, width }: Placed, middle: number, { fill, ink, letter }: Sign): string {
  const isLoss = piece.points < 0;
  const shape = [x + 1, middle - BAR / 2, Math.max(width - 2, 1), BAR] as const;
  const label = labelFor(letter, piece.points, width - 10);
  const style = { size: LABEL, fill: isLoss ? INK : ink, weight: 600, anchor: 'middle' } as const;
  return [
    box(...shape, fill, 4),
    isLoss ? box(...shape, 'url(#hatch)', 4) : '',
    label === '' ? '' : text(x + width / 2, middle + 9, label, style),
  ].join('');
}

const LABEL = 26;

/** Letter and points where there is room, else the letter alone, else nothing: the bar shows its size all the same. */
function labelFor(letter: string, own: number, room: number): string {
  const labels = [`${letter} ${points(own)}`, letter];
  return labels.find((label) => textWidth(label, LABEL, 600) <= room) ?? '';
}
