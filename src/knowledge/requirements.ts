/**
 * What a person can require, whatever the criterion: the vocabulary every room shares.
 * A criterion is data (`knowledge/criteria`), so values are typed by kind, never by a criterion's name.
 */

/** What a number measures. Base units: milliseconds, bytes, events a second, bytes a second. */
export type Dimension = 'time' | 'bytes' | 'events-per-second' | 'bytes-per-second';

/** One quantity in the base unit of its dimension; `null` means that end was not given. */
export type Amount = {
  readonly approx: number | null;
  readonly min: number | null;
  readonly max: number | null;
};

/** A quantity, a worded level ("minutes", "large"), or the statement that there is none at all. */
export type IntervalValue = {
  readonly kind: 'interval';
  readonly amounts: Readonly<Partial<Record<Dimension, Amount>>>;
  readonly level: string | null;
  readonly none: boolean;
};

/** Items that are there, and items said to be missing or refused. Both sorted, without repeats. */
export type SetValue = {
  readonly kind: 'set';
  readonly has: readonly string[];
  readonly lacks: readonly string[];
};

export type FlagValue = { readonly kind: 'flag'; readonly value: boolean };
export type ChoiceValue = { readonly kind: 'choice'; readonly value: string };
/** The person was asked and does not know: closed for the interview, neutral for every rule. */
export type UnknownValue = { readonly kind: 'unknown' };

export type RequirementValue = IntervalValue | SetValue | FlagValue | ChoiceValue | UnknownValue;

/** Requirements by criterion id. An absent key is an open criterion. */
export type Requirements = Readonly<Record<string, RequirementValue>>;

export const UNKNOWN: UnknownValue = { kind: 'unknown' };

/** Build an interval of one dimension; ends not named stay open. */
export function interval(dimension: Dimension, amount: Partial<Amount>): IntervalValue {
  const whole: Amount = { approx: null, min: null, max: null, ...amount };
  return { kind: 'interval', amounts: { [dimension]: whole }, level: null, none: false };
}

/** An interval known only by a word, e.g. "minutes" or "large". */
export function levelOnly(level: string): IntervalValue {
  return { kind: 'interval', amounts: {}, level, none: false };
}

/** The statement that there is none of it, e.g. a stateless job. */
export function noneOfIt(): IntervalValue {
  return { kind: 'interval', amounts: {}, level: null, none: true };
}

/** A set value, sorted and without repeats so that equal answers are equal bytes. */
export function setOf(has: readonly string[], lacks: readonly string[] = []): SetValue {
  return { kind: 'set', has: tidy(has), lacks: tidy(lacks) };
}

function tidy(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}
