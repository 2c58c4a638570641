import { INK } from './palette.ts';
import type { Signs } from './subjects.ts';
import { box, text } from './svg.ts';
import { textWidth } from './text-width.ts';

const SIZE = 26;
const LINE = 52;
const CHIP = 38;
const GAP = 34;

type Entry = { readonly subject: string; readonly x: number; readonly line: number };

/** Where each entry stands when they flow over lines of this width. */
function flow(subjects: readonly string[], width: number): readonly Entry[] {
  const entries: Entry[] = [];
  let [x, line] = [0, 0];
  for (const subject of subjects) {
    const own = CHIP + 12 + textWidth(subject, SIZE);
    if (x > 0 && x + own > width) [x, line] = [0, line + 1];
    entries.push({ subject, x, line });
    x += own + GAP;
  }
  return entries;
}

export function legendHeight(subjects: readonly string[], width: number): number {
  const lines = flow(subjects, width).at(-1)?.line ?? -1;
  return (lines + 1) * LINE;
}

/** Which colour and letter stand for what. */
export function legend(
  subjects: readonly string[],
  signs: Signs,
  left: number,
  top: number,
  width: number,
): string[] {
  return flow(subjects, width).map(({ subject, x, line }) => {
    const y = top + line * LINE;
    const { fill, ink, letter } = signs(subject);
    return [
      box(left + x, y, CHIP, CHIP, fill, 5),
      text(left + x + CHIP / 2, y + 28, letter, { size: 24, fill: ink, weight: 600, anchor: 'middle' }),
      text(left + x + CHIP + 12, y + 28, subject, { size: SIZE, fill: INK }),
    ].join('');
  });
}
