/** What a number in a text measures; `count` is a number of counted things without a time, `number` has no unit at all. */
export type Measure = 'time' | 'bytes' | 'events-per-second' | 'bytes-per-second' | 'count' | 'number';
export type Bound = 'max' | 'min' | 'approx';

/** A quantity as read: both ends in base units (equal for a single number). */
export type Quantity = {
  readonly measure: Measure;
  readonly low: number;
  readonly high: number;
  /** Worded, right within a factor of two. */
  readonly vague: boolean;
  /** One of the unit by an article or alone ("a second", "per minute"), which needs a cue to be meant. */
  readonly article: boolean;
  /** "twice an hour", "every 5 minutes": how often, so how old at worst. */
  readonly cadence: boolean;
  /** One thing's share times the number of things. */
  readonly product: boolean;
  /** Base units in the unit that was written, 1 when there was none. */
  readonly unitSize: number;
  /** The words between number and "per", e.g. "messages". */
  readonly nouns: readonly string[];
};

export type QuantityRead = { readonly quantity: Quantity; readonly next: number };
