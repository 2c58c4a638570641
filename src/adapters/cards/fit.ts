import type { View } from '../../conversation/views.ts';
import type { Card, CardElement } from './card-json.ts';
import { clip, escapeText, plainLine } from './text.ts';

/**
 * Largest card as JSON in UTF-8. Teams takes 100 KB as UTF-16 for a whole message (older pages say 40 KB, webhooks
 * 28 KB); 25 KB fits under every published figure.
 */
export const MAX_CARD_BYTES = 25_000;

/** How much a card shows: entries per list, characters per text, and whether folded parts are there at all. */
export type Detail = { readonly items: number; readonly text: number; readonly deep: boolean };

/** From everything to what surely fits; real views fit at the first. */
const DETAILS: readonly Detail[] = [
  { items: 40, text: 1500, deep: true },
  { items: 12, text: 400, deep: true },
  { items: 12, text: 400, deep: false },
  { items: 4, text: 140, deep: false },
];
const FALLBACK_CHARS = 700;
const SPOKEN_CHARS = 300;
/** Four bytes a character at worst, so half the card's limit. */
const LAST_RESORT_CHARS = 3000;

/** The most detailed card that stays under 25 KB. `build` gives the body for a level of detail. */
export function fitCard(view: View, build: (detail: Detail) => readonly CardElement[], wide = false): Card {
  for (const detail of DETAILS) {
    const card = wrap(view, build(detail), wide);
    if (cardBytes(card) <= MAX_CARD_BYTES) return card;
  }
  const text = escapeText(clip(view.text, LAST_RESORT_CHARS));
  return wrap(view, [{ type: 'TextBlock', text, wrap: true }], wide);
}

/** Size of a card as it travels. */
export function cardBytes(card: Card): number {
  return new TextEncoder().encode(JSON.stringify(card)).length;
}

function wrap(view: View, body: readonly CardElement[], wide: boolean): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'en',
    fallbackText: escapeText(clip(view.text, FALLBACK_CHARS)),
    speak: clip(plainLine(view.text.replace(/[<>&]/g, ' ')), SPOKEN_CHARS),
    body,
    ...(wide ? { msteams: { width: 'Full' } as const } : {}),
  };
}
