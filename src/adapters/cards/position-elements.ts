import type { Position } from '../../conversation/views.ts';
import type { TextBlock } from './card-json.ts';
import { leftOut, paragraph } from './elements.ts';
import type { Detail } from './fit.ts';
import { clip, escapeText } from './text.ts';

/** What several people said, one line each. Cards cannot turn an id into a name, so the people are only told apart. */
export function positionElements(positions: readonly Position[] | undefined, detail: Detail): TextBlock[] {
  const all = positions ?? [];
  const shown = all.slice(0, detail.items);
  const lines = shown.map(({ value, pick }, at) => {
    const words = `${escapeText(clip(value, detail.text))} → **${escapeText(clip(pick, detail.text))}**`;
    return paragraph(`${at === 0 ? 'One of you' : 'Another'}: ${words}`, { spacing: 'small' });
  });
  return [...lines, ...leftOut(all.length - shown.length)];
}
