import { readNumber } from './numbers.ts';
import { DAY_MS, NIGHTS, PERIOD_ADVERBS, SECOND_MS } from './periods.ts';
import type { Quantity, QuantityRead } from './quantity.ts';
import { isArticleAt, type NumberRead, type Source, textAt } from './source.ts';
import { singularTime, unitOf } from './units.ts';

/** Words between a number and its "per": "120 thousand new customer messages a second". */
const MOST_NOUNS = 8;
/** An article or "each" binds only closely: "3 reads a second", not "3 reads of what we wrote a second ago". */
const MOST_NOUNS_BEFORE_ARTICLE = 4;
/** Words behind an "and" up to the period: "25k bookings and seat changes a minute". */
const MOST_BEHIND_AND = 3;
/** Words between a number and the noun that is counted: "5 failed card payments". */
const MOST_BEFORE_NOUN = 3;

/** Rates in one word, per second. */
export const COUNT_RATES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    rps: 1, qps: 1, tps: 1, eps: 1, mps: 1, iops: 1, hz: 1, krps: 1e3, kqps: 1e3, ktps: 1e3, keps: 1e3, khz: 1e3, rpm: 1 / 60,
  }), // biome-ignore format: a table
);
const ARTICLES = new Set(['a', 'an', 'each', 'every']);
const PERS = new Set(['/', 'per', 'p', 'pr', 'by']);
/** "Every single minute" */
const EMPHASIS = new Set(['single', 'given', 'bloody', 'damn', 'blessed', 'whole']);
const SHORT_PERIODS = new Set(['sec', 'min', 'hr']);
/** Words that end the search for a "per": what follows belongs to another statement. */
const NO_RATE_BEYOND = new Set(
  'but with within in under latency so which that because then state'.split(' '),
);
/** "2 TB is what comes IN per day" */
const COMING = new Set(['come', 'comes', 'coming', 'flow', 'flows', 'pour', 'pours', 'get', 'taken', 'take']);
/** "12 billion rows daily INTO the lake", but not "for the nightly run". */
const BEHIND_ADVERB = new Set(
  'and at but during for from in into of on over through to via with hit hits come comes arrive arrives flow flows pour land we is are that which when or mostly sustained peak max total altogether now currently right'.split(
    ' ',
  ),
);

/** "Ten pipelines ARE on Spark and management refuses a second engine" counts nothing by the second. */
const STATING = new Set(['is', 'are', 'was', 'were']);
/** Behind these "a second" is the one after the first. */
const NUMBERED = new Set(
  'engine cluster system one team tool platform topic job language copy datacenter region consumer pipeline source path stage step phase service store vendor framework technology stack codebase implementation version opinion time'.split(
    ' ',
  ),
);

/** What people look at, and how often at most. */
const OUTPUTS = new Set(
  'report reports digest digests summary summaries newsletter refresh refreshes extract extracts'.split(' '),
);
const MOST_OUTPUTS = 48;

/** "5000 messages in the second": fewer are a pattern of events. */
const FEWEST_WITHIN = 100;
const WITHIN = new Set(['in', 'over', 'during', 'on', 'throughout', 'across']);
/** "Peak hour does 9M events", "on a busy day 40M rows" */
export const PERIOD_KINDS = new Set(
  'peak busy busiest average typical normal usual worst regular ordinary quiet good bad single whole full working'.split(
    ' ',
  ),
);
const INS = new Set(['the', 'a', 'an', 'one', 'each', 'every']);

/** "The top 10 hashtags every minute" */
const RANKING = new Set(['top', 'best', 'worst', 'last', 'first', 'hottest', 'highest', 'lowest', 'biggest']);

type Period = { readonly ms: number; readonly next: number };

/** Turn a count or a size into a rate when a "per second", "/d" or "daily" follows; else name what is counted. */
export function readRate(source: Source, read: QuantityRead, at: number): QuantityRead {
  const { quantity, next } = read;
  if (quantity.measure === 'bytes-per-second' || quantity.measure === 'time') return read;
  const short = quantity.measure === 'number' ? COUNT_RATES.get(textAt(source, next)) : undefined;
  if (short !== undefined) return { quantity: perSecond(quantity, short), next: next + 1 };
  const per = RANKING.has(textAt(source, at - 1)) ? null : readPer(source, next, quantity.high);
  if (per === null) return counted(source, read);
  if (isOutput(quantity, per.nouns)) return { quantity: cadenceOf(quantity, per.ms), next: per.next };
  return { quantity: { ...perSecond(quantity, SECOND_MS / per.ms), nouns: per.nouns }, next: per.next };
}

/** "The board reads one report a day" says how often something is looked at, not what comes in. */
function isOutput({ measure, high }: Quantity, nouns: readonly string[]): boolean {
  return measure === 'number' && high <= MOST_OUTPUTS && high > 0 && OUTPUTS.has(nouns.at(-1) ?? '');
}

function cadenceOf(quantity: Quantity, ms: number): Quantity {
  const value = ms / quantity.high;
  const flags = { article: true, cadence: true, vague: false } as const;
  return { ...quantity, ...flags, measure: 'time', low: value, high: value, unitSize: ms };
}

/** The same quantity as a rate, `factor` being seconds' worth. */
export function perSecond(quantity: Quantity, factor: number): Quantity {
  const measure = quantity.measure === 'bytes' ? 'bytes-per-second' : 'events-per-second';
  const { low, high, unitSize } = quantity;
  const article = quantity.article && measure === 'events-per-second';
  return {
    ...quantity,
    article,
    measure,
    low: low * factor,
    high: high * factor,
    unitSize: unitSize * factor,
  };
}

/** Names what is counted; in "20 plants push 5k a second" the word that could be counted is the verb. */
function counted(source: Source, read: QuantityRead): QuantityRead {
  if (read.quantity.measure !== 'number') return read;
  for (let at = read.next; at < read.next + MOST_BEFORE_NOUN; at += 1) {
    const token = source.tokens[at];
    if (token?.kind !== 'word') return read;
    if (!source.isCounted(token.text)) continue;
    if (at > read.next && source.tokens[at + 1]?.kind === 'number') return read;
    const nouns = source.tokens.slice(read.next, at + 1).map(({ text }) => text);
    return { quantity: { ...read.quantity, measure: 'count', nouns }, next: at + 1 };
  }
  return read;
}

function readPer(
  source: Source,
  from: number,
  value: number,
): (Period & { readonly nouns: readonly string[] }) | null {
  const nouns: string[] = [];
  const first = skipSize(source, from);
  for (let at = first; at <= first + MOST_NOUNS; at += 1) {
    const period = readPeriod(source, at, nouns) ?? readWithin(source, at, nouns, value);
    if (period !== null) return { ...period, nouns };
    if (
      endsSearch(source, at) ||
      (nouns.lastIndexOf('and') < nouns.length - MOST_BEHIND_AND && nouns.includes('and'))
    )
      return null;
    if (source.tokens[at]?.kind === 'word') nouns.push(textAt(source, at));
  }
  return null;
}

/** "60 thousand 1 KB messages a second": the size of each is no part of the rate. */
function skipSize(source: Source, at: number): number {
  const [size, unit] = [source.tokens[at], source.tokens[at + 1]];
  if (size?.kind !== 'number' || unit?.kind !== 'word') return at;
  const isSize = unitOf(unit.text, unit.raw)?.kind === 'bytes' && source.isCounted(textAt(source, at + 2));
  return isSize ? at + 2 : at;
}

function endsSearch({ tokens }: Source, at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind === 'number' || token.kind === 'break') return true;
  if (token.kind === 'sign') return !/^[/()"'+]$/.test(token.text);
  if (token.text === 'in' && COMING.has(tokens[at - 1]?.text ?? '')) return false;
  return NO_RATE_BEYOND.has(token.text) || unitOf(token.text, token.raw)?.kind === 'bytes';
}

/** "per second", "/d", "a minute", "every 5 seconds", "daily"; "two feeds need a 15 minute window" says no period. */
function readPeriod(source: Source, at: number, nouns: readonly string[]): Period | null {
  const text = textAt(source, at);
  const adverb = PERIOD_ADVERBS.get(text);
  // "Hundreds of others ARE computed daily" counts no hundreds a day.
  const isStated = nouns.some((noun) => STATING.has(noun));
  const isTold = isStated && !nouns.some((noun) => source.isCounted(noun));
  if (adverb !== undefined) return !isTold && endsThere(source, at + 1) ? { ms: adverb, next: at + 1 } : null;
  const most = nouns.includes('and') ? MOST_NOUNS : MOST_NOUNS_BEFORE_ARTICLE;
  const isArticle = ARTICLES.has(text) && nouns.length <= most && !(nouns.includes('and') && isEvery(text));
  const isOrdinal = isArticle && (NUMBERED.has(textAt(source, at + 2)) || isStated);
  const behind = isEvery(text) && EMPHASIS.has(textAt(source, at + 1)) ? at + 2 : at + 1;
  return (isArticle && !isOrdinal) || PERS.has(text) ? readUnit(source, behind, isArticle) : null;
}

/**
 * "5000 messages in the second", "2M orders over the day", "40k rows on a normal day"; "3 logins in a minute" is a pattern of
 * events rather than a rate.
 */
function readWithin(source: Source, at: number, nouns: readonly string[], value: number): Period | null {
  const lead = textAt(source, at);
  if (!WITHIN.has(lead) || !INS.has(textAt(source, at + 1)) || value < FEWEST_WITHIN) return null;
  if (lead === 'in' && !source.isCounted(nouns.at(-1) ?? '')) return null;
  const next = PERIOD_KINDS.has(textAt(source, at + 2)) ? at + 3 : at + 2;
  return singularTime(textAt(source, next)) === null ? null : periodsOf(source, { value: 1, next });
}

/** "30 GB and refreshed every hour" is no rate, "25k bookings and changes a minute" is. */
function isEvery(text: string): boolean {
  return text === 'every' || text === 'each';
}

function endsThere(source: Source, at: number): boolean {
  return source.tokens[at]?.kind !== 'word' || BEHIND_ADVERB.has(textAt(source, at));
}

function readUnit(source: Source, at: number, isArticle: boolean): Period | null {
  const number = isArticle || source.tokens[at]?.kind === 'number' ? readNumber(source, at) : null;
  const exact = number === null || number.article ? null : number;
  if (exact !== null) return isArticleAt(source, at - 1) ? null : periodsOf(source, exact);
  const text = textAt(source, at);
  if (NIGHTS.has(text)) return { ms: DAY_MS, next: at + 1 };
  const isWhole = singularTime(text) !== null || SHORT_PERIODS.has(text);
  return isArticle && !isWhole ? null : periodsOf(source, { value: 1, next: at });
}

function periodsOf({ tokens }: Source, { value, next }: Pick<NumberRead, 'value' | 'next'>): Period | null {
  const token = tokens[next];
  const unit = token?.kind === 'word' ? unitOf(token.text, token.raw) : null;
  return unit?.kind === 'time' ? { ms: unit.size * value, next: next + 1 } : null;
}
