import { px } from './numbers.ts';

export type TextStyle = {
  readonly size: number;
  readonly fill: string;
  readonly weight?: 400 | 600;
  readonly anchor?: 'start' | 'middle' | 'end';
};

export function text(x: number, y: number, content: string, style: TextStyle): string {
  const { size, fill, weight = 400, anchor = 'start' } = style;
  const place = `x="${px(x)}" y="${px(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}"`;
  return `<text ${place}>${escapeXml(content)}</text>`;
}

export function box(x: number, y: number, width: number, height: number, fill: string, radius = 0): string {
  const round = radius === 0 ? '' : ` rx="${radius}"`;
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}"${round} fill="${fill}"/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string, width: number): string {
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${stroke}" stroke-width="${width}"/>`;
}

/** A diamond around its middle, with a pale rim that keeps it apart from what lies below. */
export function diamond(x: number, y: number, half: number, fill: string, rim: string): string {
  const points = [
    [x, y - half],
    [x + half, y],
    [x, y + half],
    [x - half, y],
  ];
  const list = points.map(([a = 0, b = 0]) => `${px(a)},${px(b)}`).join(' ');
  return `<polygon points="${list}" fill="${fill}" stroke="${rim}" stroke-width="4"/>`;
}

/** Pale stripes over a surface: a second sign, beside its place, that a piece counts against. Dark text stands out on it. */
export const HATCH =
  '<pattern id="hatch" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<rect width="14" height="14" fill="#ffffff" fill-opacity="0.5"/>' +
  '<rect width="5" height="14" fill="#ffffff" fill-opacity="0.5"/></pattern>';

/** XML knows no control characters, so they are left out. */
function escapeXml(content: string): string {
  return content
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
