import type { Criterion } from './model.ts';
import { type Amount, type Dimension, type IntervalValue, levelOnly, noneOfIt } from './requirements.ts';
import { parseQuantity, type Quantity, writeQuantity } from './units.ts';
import { ValueSyntaxError, wrongValue } from './value-error.ts';

const EXAMPLES: Readonly<Record<Dimension, string>> = {
  time: '<=100ms, 1s..10s or 5min',
  bytes: '<=10GB, 100GB..1TB or ~2TB',
  'events-per-second': '15k/s, 2M/min or 100B/d',
  'bytes-per-second': '150MB/s or 5TB/d',
};
const NONE_WORD = 'none';
const LEVEL_PREFIX = 'level:';

/** Read an interval: one or more parts joined by commas, each a bound, a range or a level; or `none`. */
export function parseInterval(criterion: Criterion, text: string): IntervalValue {
  if (text.toLowerCase() === NONE_WORD) {
    if (criterion.json.hasNone) return noneOfIt();
    throw wrongValue(criterion, text, 'a quantity', `Write for instance ${exampleOf(criterion)}.`);
  }
  const parts = text.split(',').map((part) => parsePart(criterion, part.trim()));
  return parts.reduce((sum, part) => merge(criterion, sum, part));
}

/** Write an interval so that it reads back the same. */
export function writeInterval(criterion: Criterion, value: IntervalValue): string {
  if (value.none) return NONE_WORD;
  const parts = criterion.dimensions.flatMap((dimension) => {
    const amount = value.amounts[dimension];
    return amount === undefined ? [] : writeAmount(dimension, amount);
  });
  return [...(value.level === null ? [] : [`${LEVEL_PREFIX}${value.level}`]), ...parts].join(',');
}

function parsePart(criterion: Criterion, part: string): IntervalValue {
  if (part.startsWith(LEVEL_PREFIX)) return levelOf(criterion, part.slice(LEVEL_PREFIX.length).trim());
  const [low, high] = part.split('..');
  if (low !== undefined && high !== undefined) return rangeOf(criterion, part, low, high);
  const [, sign = '', rest = ''] = /^([<>]=?|~)?(.*)$/s.exec(part) ?? [];
  const { dimension, value } = quantityOf(criterion, rest);
  return amountOf(dimension, { [endOf(criterion, sign)]: value });
}

function levelOf(criterion: Criterion, level: string): IntervalValue {
  if (Object.hasOwn(criterion.levels, level)) return levelOnly(level);
  const known = Object.keys(criterion.levels).join(', ') || 'none for this criterion';
  throw wrongValue(criterion, level, 'a level', `Known levels: ${known}.`);
}

function rangeOf(criterion: Criterion, part: string, lowText: string, highText: string): IntervalValue {
  const low = quantityOf(criterion, lowText);
  const high = quantityOf(criterion, highText);
  if (low.dimension !== high.dimension) {
    throw wrongValue(
      criterion,
      part,
      'both ends in units of one kind',
      `Write for instance ${exampleOf(criterion)}.`,
    );
  }
  return amountOf(low.dimension, ordered(criterion, { min: low.value, max: high.value }));
}

function endOf(criterion: Criterion, sign: string): keyof Amount {
  if (sign.startsWith('<')) return 'max';
  if (sign.startsWith('>')) return 'min';
  return sign === '~' ? 'approx' : criterion.bare;
}

function quantityOf(criterion: Criterion, text: string): Quantity {
  const found = parseQuantity(text);
  if (found !== null && criterion.dimensions.includes(found.dimension)) return found;
  const expected = `a quantity of ${criterion.dimensions.join(' or ')}`;
  throw wrongValue(
    criterion,
    text,
    expected,
    `Write a number with its unit, for instance ${exampleOf(criterion)}.`,
  );
}

function amountOf(dimension: Dimension, ends: Partial<Amount>): IntervalValue {
  const amount = { approx: null, min: null, max: null, ...ends };
  return { kind: 'interval', amounts: { [dimension]: amount }, level: null, none: false };
}

function merge(criterion: Criterion, a: IntervalValue, b: IntervalValue): IntervalValue {
  if (a.level !== null && b.level !== null) throw twice(criterion, 'level');
  const amounts: Partial<Record<Dimension, Amount>> = { ...a.amounts };
  for (const dimension of criterion.dimensions) {
    const more = b.amounts[dimension];
    if (more !== undefined) amounts[dimension] = mergeAmount(criterion, amounts[dimension], more);
  }
  return { kind: 'interval', amounts, level: a.level ?? b.level, none: false };
}

function mergeAmount(criterion: Criterion, a: Amount | undefined, b: Amount): Amount {
  if (a === undefined) return b;
  const doubled = (['approx', 'min', 'max'] as const).find((end) => a[end] !== null && b[end] !== null);
  if (doubled !== undefined) throw twice(criterion, doubled);
  return ordered(criterion, { approx: a.approx ?? b.approx, min: a.min ?? b.min, max: a.max ?? b.max });
}

function ordered<T extends Pick<Amount, 'min' | 'max'>>(criterion: Criterion, ends: T): T {
  if (ends.min === null || ends.max === null || ends.min <= ends.max) return ends;
  throw new ValueSyntaxError(
    `${criterion.id}: expected the smaller end first, got the larger.`,
    'Swap the ends.',
  );
}

function writeAmount(dimension: Dimension, { approx, min, max }: Amount): string[] {
  const write = (value: number): string => writeQuantity({ dimension, value });
  const about = approx === null ? [] : [`~${write(approx)}`];
  if (min !== null && max !== null) return [...about, `${write(min)}..${write(max)}`];
  if (min !== null) return [...about, `>=${write(min)}`];
  return max === null ? about : [...about, `<=${write(max)}`];
}

function exampleOf(criterion: Criterion): string {
  return criterion.dimensions.map((dimension) => EXAMPLES[dimension]).join(', ');
}

function twice(criterion: Criterion, what: string): ValueSyntaxError {
  return new ValueSyntaxError(
    `${criterion.id}: expected each end once, got "${what}" twice.`,
    'Remove one of them.',
  );
}
