import { readNumber } from './numbers.ts';
import { DAY_MS, NIGHTS } from './periods.ts';
import type { QuantityRead } from './quantity.ts';
import { isArticleAt, type Source, textAt } from './source.ts';
import { unitOf } from './units.ts';

const TIMES_SPOKEN: ReadonlyMap<string, number> = new Map([
  ['once', 1],
  ['twice', 2],
  ['thrice', 3],
]);
const DAY = { kind: 'time', size: DAY_MS, perSecond: false } as const;
const EACH = new Set(['a', 'an', 'per', 'each', 'every', '/']);

/**
 * Read how often something happens as the time between: "once every 5 minutes", "twice an hour", "4 times a day",
 * "every other minute". Null when no cadence starts at the token.
 */
export function readCadence(source: Source, at: number): QuantityRead | null {
  const word = textAt(source, at);
  if (isArticleAt(source, at)) return null;
  if (word === 'every' && textAt(source, at + 1) === 'other') return readPeriod(source, at + 2, 1 / 2);
  const spoken = TIMES_SPOKEN.get(word);
  const number = spoken === undefined ? readNumber(source, at) : null;
  const times = spoken ?? number?.value ?? 0;
  const each = spoken === undefined ? (number?.next ?? at) + 1 : at + 1;
  if (spoken === undefined && textAt(source, each - 1) !== 'times') return null;
  if (times <= 0) return null;
  // "Refreshed twice in an hour"; "failed 6 times in an hour" is a pattern of events.
  const isIn = spoken !== undefined && textAt(source, each) === 'in' && EACH.has(textAt(source, each + 1));
  const period = isIn ? each + 1 : each;
  return EACH.has(textAt(source, period)) ? readPeriod(source, period + 1, times) : null;
}

function readPeriod(source: Source, at: number, times: number): QuantityRead | null {
  const number = readNumber(source, at);
  const unitAt = number?.next ?? at;
  const token = source.tokens[unitAt];
  const isNight = NIGHTS.has(token?.text ?? '');
  const unit = isNight ? DAY : token?.kind === 'word' ? unitOf(token.text, token.raw) : null;
  if (unit?.kind !== 'time') return null;
  const value = ((number?.value ?? 1) * unit.size) / times;
  const flags = { vague: false, article: true, cadence: true, product: false } as const;
  const quantity = {
    measure: 'time',
    low: value,
    high: value,
    unitSize: unit.size,
    nouns: [],
    ...flags,
  } as const;
  return { quantity, next: unitAt + 1 };
}
