import type { View } from '../../../src/conversation/views.ts';

/** Fields that hold words of ours with a fixed vocabulary or form. */
const FIXED = new Set(['kind', 'stage', 'how', 'emphasis', 'strength', 'publisher-kind', 'url', 'date']);
/** The longest an action may be. */
const ACTION = 'a'.repeat(199);

/** The same view grown out of all proportion: each text becomes `words`, each list `times` as long. */
export function swell<T extends View>(view: T, words: string, times: number): T {
  return grown(view, '', words, times) as T;
}

function grown(value: unknown, key: string, words: string, times: number): unknown {
  if (typeof value === 'string')
    return key === 'action' || key === 'submit' ? ACTION : FIXED.has(key) ? value : words;
  if (Array.isArray(value)) {
    return Array.from({ length: times }, () => value).flatMap((list) =>
      list.map((one: unknown) => grown(one, key, words, times)),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, grown(part, name, words, times)]),
  );
}
