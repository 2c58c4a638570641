import { remember } from '../text/memo.ts';
import { wordKeys } from '../text/stem.ts';
import type { Quantity } from './quantity.ts';

/** Up to a minute somebody waits for. */
const BRIEF_MS = 60_000;
/** From 100 GB on state is a subject of its own. */
const BIG_BYTES = 1e11;
/** Up to 10 GB any process holds. */
const SMALL_BYTES = 1e10;
/** From 100,000 on what is kept for each of them is much. */
const MANY = 1e5;
/** Up to five people are a handful. */
const HANDFUL = 5;

/**
 * What patterns may call a quantity: any (`#`), by measure (`#time`, `#rate`), by size (`#brief`, `#big`, `#small`, `#many`, `#handful`),
 * by form (`#one` for "a second", `#cadence` for "twice an hour"); lone units, bare numbers and counted nouns also by their word. A share
 * times a number of things has a measure of its own (`#bytes-product`), since it is followed by "each" and the like.
 */
export function quantityKeys(quantity: Quantity, word: string): readonly string[] {
  const { measure, cadence, article, product, nouns } = quantity;
  const kinds = [
    measure.endsWith('-per-second') ? ' #rate' : '',
    cadence ? ' #cadence' : '',
    article ? ' #one' : '',
    sizeKey(quantity),
    article || measure === 'number' ? ` ${wordKeys(word).join(' ')}` : '',
    ...(measure === 'count' ? nouns.flatMap((noun) => wordKeys(noun).map((key) => ` ${key}`)) : []),
  ];
  return keysIn(`# #${measure}${product ? '-product' : ''}${kinds.join('')}`);
}

/** How much it is, where patterns tell. */
function sizeKey({ measure, high }: Quantity): string {
  if (measure === 'time') return high <= BRIEF_MS ? ' #brief' : '';
  if (measure === 'bytes') {
    if (high >= BIG_BYTES) return ' #big';
    return high <= SMALL_BYTES ? ' #small' : '';
  }
  if (measure !== 'number' || high <= 0) return '';
  if (high < 1) return ' #handful #fraction';
  if (high >= MANY) return ' #many';
  return high <= HANDFUL ? ' #handful' : '';
}

/** Equal keys are one list, which patterns know again. */
const keysIn = remember((line): readonly string[] => line.split(' '));
