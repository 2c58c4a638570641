import type { Criterion } from './model.ts';
import type { Amount, Dimension, IntervalValue, RequirementValue, SetValue } from './requirements.ts';

type Unit = readonly [name: string, size: number];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Units for people, largest first; weeks and exabytes are left out because nobody speaks of them here. */
const TIME: readonly Unit[] = [
  ['days', DAY_MS],
  ['h', 60 * MINUTE_MS],
  ['min', MINUTE_MS],
  ['s', 1000],
  ['ms', 1],
];
const BYTES: readonly Unit[] = [
  ['PB', 1e15],
  ['TB', 1e12],
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
  ['bytes', 1],
];
/** Slow rates read better per hour or day than as a fraction of an event. */
const EVENT_RATES: readonly Unit[] = [
  ['events/s', 1],
  ['events/h', 1 / 3600],
  ['events/day', 1 / 86_400],
];
const UNITS: Readonly<Record<Dimension, readonly Unit[]>> = {
  time: TIME,
  bytes: BYTES,
  'events-per-second': EVENT_RATES,
  'bytes-per-second': BYTES.map(([name, size]): Unit => [`${name}/s`, size]),
};
/** From here on a number in a smaller unit is harder to read than a rounded one in the larger. */
const TOO_LONG = 1000;
/** A figure somebody estimated is not worth more digits than this. */
const SIGNIFICANT_DIGITS = 3;

/** A value in plain words for people, e.g. "at most 100 ms", "about 2 TB", "Spark, Python; not Scala". */
export function formatValue(criterion: Criterion, value: RequirementValue): string {
  switch (value.kind) {
    case 'unknown':
      return "don't know";
    case 'flag':
      return value.value ? 'yes' : 'no';
    case 'choice':
      return labelOf(criterion, value.value);
    case 'set':
      return formatSet(criterion, value);
    case 'interval':
      return formatInterval(criterion, value);
  }
}

/** One quantity in base units for people, e.g. "100 ms", "1.5 TB", "15,000 events/s". */
export function formatQuantity(dimension: Dimension, value: number): string {
  const [name, size] = unitFor(UNITS[dimension], value);
  const number = grouped(value / size);
  return `${number} ${number === '1' ? singular(name) : name}`;
}

/** The largest unit that fits; or the next smaller one where only that gives a round number (100 s, not 1.67 min). */
function unitFor(units: readonly Unit[], value: number): Unit {
  const fitting = units.filter(([, size]) => value >= size);
  const [natural, smaller] = fitting;
  if (natural === undefined) return units.at(-1) ?? ['', 1];
  const [, size] = natural;
  if (isTidy(value / size) || smaller === undefined) return natural;
  const number = value / smaller[1];
  return number < TOO_LONG && isTidy(number) ? smaller : natural;
}

function formatSet(criterion: Criterion, value: SetValue): string {
  const has = value.has.map((item) => labelOf(criterion, item)).join(', ');
  const lacks = value.lacks.map((item) => labelOf(criterion, item)).join(', ');
  return [...(has === '' ? [] : [has]), ...(lacks === '' ? [] : [`not ${lacks}`])].join('; ');
}

function formatInterval(criterion: Criterion, value: IntervalValue): string {
  if (value.none) return noneLabel(criterion);
  const amounts = criterion.dimensions.flatMap((dimension) => {
    const amount = value.amounts[dimension];
    return amount === undefined ? [] : formatAmount(dimension, amount);
  });
  const level = value.level === null ? [] : [value.level.replaceAll('-', ' ')];
  return [...level, ...amounts].join(', ');
}

function formatAmount(dimension: Dimension, { approx, min, max }: Amount): string[] {
  const words = (value: number): string => formatQuantity(dimension, value);
  const about = approx === null ? [] : [`about ${words(approx)}`];
  if (min !== null && max !== null) return [...about, `${words(min)} to ${words(max)}`];
  if (min !== null) return [...about, `at least ${words(min)}`];
  return max === null ? about : [...about, `at most ${words(max)}`];
}

/** How the criterion itself offers "none" as a choice, e.g. "none (stateless)". */
function noneLabel(criterion: Criterion): string {
  const label =
    criterion.choices.find(({ value }) => value.kind === 'interval' && value.none)?.label ?? 'none';
  return label.charAt(0).toLowerCase() + label.slice(1);
}

function labelOf(criterion: Criterion, id: string): string {
  return [...criterion.items, ...criterion.choices].find((item) => item.id === id)?.label ?? id;
}

/** At most one decimal, so that 1.5 h is said so but 100 s is not 1.67 min. */
function isTidy(number: number): boolean {
  return Math.abs(number * 10 - Math.round(number * 10)) < 1e-6;
}

function grouped(number: number): string {
  const rounded = number >= 100 ? Math.round(number) : Number(number.toPrecision(SIGNIFICANT_DIGITS));
  const [whole = '', decimals] = String(rounded).split('.');
  const groups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return decimals === undefined ? groups : `${groups}.${decimals}`;
}

function singular(name: string): string {
  if (name === 'days') return 'day';
  return name.replace(/^(events|bytes)/, (plural) => plural.slice(0, -1));
}
