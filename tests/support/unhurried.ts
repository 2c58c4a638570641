import type { Store } from '../../src/store/open-store.ts';

/** The same store, in whose lanes every post is free to go: a test of something else need not keep Slack's pace. */
export function unhurried(store: Store): Store {
  return { ...store, paces: { ...store.paces, take: (pace) => store.paces.take({ ...pace, everyMs: 0 }) } };
}
