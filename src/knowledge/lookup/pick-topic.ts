import Fuse from 'fuse.js';
import type { Topic } from '../model.ts';

/** Picks topics by a word or two, as typed after a command; forgiving about misspellings. */
export type TopicPicker = { pick(words: string): readonly string[] };

/**
 * Fuse at its best: short names, one or two words, a few dozen entries. Distance is switched off because a name counts
 * wherever it stands in a title; the threshold allows about a third of the letters to be wrong.
 */
const OPTIONS = {
  includeScore: true,
  ignoreLocation: true,
  threshold: 0.35,
  minMatchCharLength: 2,
  keys: [
    { name: 'id', weight: 3 },
    { name: 'title', weight: 2 },
    { name: 'terms', weight: 1 },
  ],
};
/** Further ones would not be read. */
const PICKS = 3;

/** Make a picker for these topics; made once, since it indexes them. */
export function buildTopicPicker(topics: readonly Topic[]): TopicPicker {
  const entries = topics.map(({ id, title, terms }) => ({ id, title, terms }));
  const fuse = new Fuse(entries, OPTIONS);
  const pick = (words: string): string[] => {
    const wanted = words.trim();
    const exact = entries.find(({ id, title }) => id === wanted.toLowerCase() || title === wanted);
    return exact === undefined ? best(fuse, wanted) : [exact.id];
  };
  return { pick };
}

function best(fuse: Fuse<Pick<Topic, 'id' | 'title' | 'terms'>>, words: string): string[] {
  if (words === '') return [];
  const found = fuse.search(words);
  found.sort((a, b) => (a.score ?? 1) - (b.score ?? 1) || (a.item.id < b.item.id ? -1 : 1));
  return found.slice(0, PICKS).map(({ item }) => item.id);
}
