import { remember } from '../text/memo.ts';
import { wordKeys } from '../text/stem.ts';
import type { Quantity } from './quantity.ts';

/** Up to a minute somebody waits for. */
const BRIEF_MS = 60_000;
/** From 100 GB on state is a subject of its own. */
const BIG_BYTES = 1e11;
/** Up to 10 GB any process holds. */
const SMALL_BYTES = 1e10;
/** Up to five people are a handful. */
const HANDFUL = 5;

/**
 * What patterns may call a quantity: any (`#`), by measure (`#time`, `#rate`), by size (`#brief`, `#big`, `#small`, `#handful`),
 * by form (`#one` for "a second", `#cadence` for "twice an hour"); lone units, bare numbers and counted nouns also by their word. A share
 * times a number of things has a measure of its own (`#bytes-product`), since it is followed by "each" and the like.
 */
export function quantityKeys(quantity: Quantity, word: string): readonly string[] {
  const { measure, high, cadence, article, product, nouns } = quantity;
  const kinds = [
    measure.endsWith('-per-second') ? ' #rate' : '',
    measure === 'time' && high <= BRIEF_MS ? ' #brief' : '',
    cadence ? ' #cadence' : '',
    article ? ' #one' : '',
    measure === 'bytes' && high >= BIG_BYTES ? ' #big' : '',
    measure === 'bytes' && high <= SMALL_BYTES ? ' #small' : '',
    measure === 'number' && high > 0 && high <= HANDFUL ? ' #handful' : '',
    measure === 'number' && high > 0 && high < 1 ? ' #fraction' : '',
    article || measure === 'number' ? ` ${wordKeys(word).join(' ')}` : '',
    ...(measure === 'count' ? nouns.flatMap((noun) => wordKeys(noun).map((key) => ` ${key}`)) : []),
  ];
  return keysIn(`# #${measure}${product ? '-product' : ''}${kinds.join('')}`);
}

/** Equal keys are one list, which patterns know again. */
const keysIn = remember((line): readonly string[] => line.split(' '));
