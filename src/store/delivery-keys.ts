/** A moment in seconds or milliseconds, as platforms write it into their ids: Slack `1795949880.000100`, Teams `1795949880123`. */
const MOMENT = /(?<![\w.])\d{10,}(?:\.\d+)?(?![\w.])/g;

/**
 * The key of a delivery with the last moment that stands in it put first, or as it is where there is none: keys that come
 * one after another then stand next to each other, and SQLite writes one page for many of them instead of one for each.
 * The same key always gives the same result, and two keys never give one.
 */
export function momentFirst(key: string): string {
  const moment = key.match(MOMENT)?.at(-1);
  return moment === undefined ? key : `${moment} ${key}`;
}
