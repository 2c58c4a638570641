export const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Parts of a day that come once a day: "5 TB a night". */
export const NIGHTS: ReadonlySet<string> = new Set(['night', 'evening', 'morning']);

/** Adverbs that make a count a rate, in milliseconds. Months have 30 days. */
export const PERIOD_ADVERBS: ReadonlyMap<string, number> = new Map([
  ['minutely', 60 * SECOND_MS],
  ['hourly', HOUR_MS],
  ['daily', DAY_MS],
  ['nightly', DAY_MS],
  ['weekly', 7 * DAY_MS],
  ['monthly', 30 * DAY_MS],
  ['yearly', 365 * DAY_MS],
]);
