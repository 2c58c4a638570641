import type { Passage } from './corpus.ts';

/** How like a question is to the phrases. */
export type Likeness = {
  /** By topic, in the order given: sum of the squared similarities of its phrases. */
  readonly byTopic: Float64Array;
  /** The largest similarity of all, 0 to 1. */
  readonly nearest: number;
  /** The largest similarity among the phrases of one section, 0 to 1. */
  of(section: string): number;
};

/** Finds topics and sections by how like a question is to their phrases. */
export type PhraseIndex = {
  compare(stems: readonly string[]): Likeness;
  /** Whether a word stands in any phrase. */
  has(stem: string): boolean;
  /** How rare a word is among the phrases, as the natural log of an inverse frequency. */
  rarity(stem: string): number;
};

/** Rarity of a word that stands in no phrase: it makes a question less like all of them. */
const STRANGE = 6;

/**
 * Index short texts (titles, phrases, aliases, terms) for cosine similarity, words weighted by inverse document
 * frequency (Salton and Buckley, 1988). Squaring lets one close phrase count more than several that share a word.
 */
export function buildPhraseIndex(passages: readonly Passage[], topics: readonly string[]): PhraseIndex {
  const places = new Map(topics.map((topic, index) => [topic, index]));
  const phrases = passages.filter(
    ({ field, topic }) => field !== 'text' && field !== 'about' && places.has(topic),
  );
  const size = phrases.length;
  const postings = postingsOf(phrases);
  const topicOf = Uint16Array.from(phrases, ({ topic }) => places.get(topic) ?? 0);
  const rarity = (stem: string): number => {
    const found = postings.get(stem)?.length;
    return found === undefined ? STRANGE : Math.log(1 + (size + 0.5) / (found + 0.5));
  };
  const lengths = Float64Array.from(phrases, ({ stems }) => lengthOf(new Set(stems), rarity));
  const ownPlaces = placesBySection(phrases);
  const compare: PhraseIndex['compare'] = (stems) => {
    const similarity = sharedWeight(stems, size, postings, rarity);
    const length = lengthOf(stems, rarity);
    for (let phrase = 0; phrase < similarity.length; phrase += 1) {
      if (similarity[phrase] !== 0)
        similarity[phrase] = at(similarity, phrase) / (at(lengths, phrase) * length);
    }
    const of = (section: string): number => largestAt(similarity, ownPlaces.get(section) ?? []);
    return { ...sumByTopic(similarity, topicOf, topics.length), of };
  };
  return { compare, has: (stem) => postings.has(stem), rarity };
}

function postingsOf(phrases: readonly Passage[]): Map<string, number[]> {
  const postings = new Map<string, number[]>();
  for (const [index, { stems }] of phrases.entries()) {
    for (const stem of new Set(stems)) {
      const list = postings.get(stem);
      if (list === undefined) postings.set(stem, [index]);
      else list.push(index);
    }
  }
  return postings;
}

function lengthOf(stems: Iterable<string>, rarity: (stem: string) => number): number {
  let squares = 0;
  for (const stem of stems) squares += rarity(stem) ** 2;
  return Math.sqrt(squares);
}

function sharedWeight(
  stems: readonly string[],
  size: number,
  postings: ReadonlyMap<string, readonly number[]>,
  rarity: (stem: string) => number,
): Float64Array {
  const shared = new Float64Array(size);
  for (const stem of stems) {
    const weight = rarity(stem) ** 2;
    for (const phrase of postings.get(stem) ?? []) shared[phrase] = (shared[phrase] ?? 0) + weight;
  }
  return shared;
}

function sumByTopic(
  similarity: Float64Array,
  topicOf: Uint16Array,
  topics: number,
): Pick<Likeness, 'byTopic' | 'nearest'> {
  const byTopic = new Float64Array(topics);
  let nearest = 0;
  for (let phrase = 0; phrase < similarity.length; phrase += 1) {
    const value = at(similarity, phrase);
    if (value === 0) continue;
    const topic = topicOf[phrase] ?? 0;
    byTopic[topic] = at(byTopic, topic) + value ** 2;
    nearest = Math.max(nearest, value);
  }
  return { byTopic, nearest };
}

function placesBySection(phrases: readonly Passage[]): Map<string, number[]> {
  const bySection = new Map<string, number[]>();
  for (const [place, { section }] of phrases.entries()) {
    if (section === null) continue;
    const list = bySection.get(section);
    if (list === undefined) bySection.set(section, [place]);
    else list.push(place);
  }
  return bySection;
}

function largestAt(row: Float64Array, places: readonly number[]): number {
  let largest = 0;
  for (const place of places) largest = Math.max(largest, at(row, place));
  return largest;
}

function at(row: Float64Array, index: number): number {
  return row[index] ?? 0;
}
