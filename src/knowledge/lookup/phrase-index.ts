import type { NumberedPassage } from './numbered.ts';
import { placeOf, type SparseRows, Tally } from './sparse-rows.ts';
import type { Stems } from './stems.ts';

/** Which stems stand in which phrases: titles, terms, aliases and questions. */
export type PhraseCounts = {
  /** By stem, the phrases it stands in. */
  readonly postings: SparseRows;
  /** By phrase, the place of its topic. */
  readonly topics: Int32Array;
  /** By phrase, the place of its section in `sections`; that past the last for phrases of a topic as a whole. */
  readonly owners: Int32Array;
  readonly sections: readonly string[];
};

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

/** Note the stems of all short texts that belong to a topic. */
export function countPhrases(passages: readonly NumberedPassage[], topics: readonly string[]): PhraseCounts {
  const places = new Map(topics.map((topic, index) => [topic, index]));
  const phrases = passages.filter(
    ({ field, topic }) => field !== 'text' && field !== 'about' && places.has(topic),
  );
  const sections = [...new Set(phrases.flatMap(({ section }) => section ?? []))];
  const owners = new Map(sections.map((section, index) => [section, index]));
  const postings = new Tally(Math.max(1, phrases.length));
  for (const [phrase, { stems }] of phrases.entries())
    for (const stem of new Set(stems)) postings.add(stem, phrase, 1);
  return {
    postings: postings.rows(),
    topics: Int32Array.from(phrases, ({ topic }) => places.get(topic) ?? 0),
    owners: Int32Array.from(phrases, ({ section }) => owners.get(section ?? '') ?? sections.length),
    sections,
  };
}

/**
 * Compare by cosine similarity, words weighted by inverse document frequency (Salton and Buckley, 1988). Squaring lets
 * one close phrase count more than several that share a word.
 */
export function openPhrases(counts: PhraseCounts, topics: number, stems: Stems): PhraseIndex {
  const { postings, sections } = counts;
  const rarities = raritiesOf(counts);
  const lengths = lengthsOf(counts, rarities);
  const owner = new Map(sections.map((section, index) => [section, index]));
  // One list for all questions, asked one after another: a new one for each would be most of the memory they take.
  const shared = new Float64Array(counts.topics.length);
  const rowFor = (stem: string): number => placeOf(postings, stems.numberOf(stem));
  const rarityAt = (row: number): number => rarities[row] ?? STRANGE;
  const compare: PhraseIndex['compare'] = (asked) => {
    const rows = asked.map(rowFor);
    shareWeights(rows, counts, rarities, shared);
    const length = Math.hypot(...rows.map(rarityAt));
    const found = gather(shared, lengths, length, counts, topics);
    return { ...found, of: (section) => found.bySection[owner.get(section) ?? -1] ?? 0 };
  };
  return { compare, has: (stem) => rowFor(stem) >= 0, rarity: (stem) => rarityAt(rowFor(stem)) };
}

type Gathered = Pick<Likeness, 'byTopic' | 'nearest'> & { readonly bySection: Float64Array };

/** From the weight that phrases share with a question to their similarities, by topic and by section. */
function gather(
  shared: Float64Array,
  lengths: Float64Array,
  length: number,
  { topics: topicOf, owners, sections }: PhraseCounts,
  topics: number,
): Gathered {
  const byTopic = new Float64Array(topics);
  const bySection = new Float64Array(sections.length + 1);
  let nearest = 0;
  for (let phrase = 0; phrase < shared.length; phrase += 1) {
    const weight = shared[phrase] ?? 0;
    if (weight === 0) continue;
    const similarity = weight / ((lengths[phrase] ?? 1) * length);
    const [topic, section] = [topicOf[phrase] ?? 0, owners[phrase] ?? 0];
    byTopic[topic] = (byTopic[topic] ?? 0) + similarity ** 2;
    if (similarity > (bySection[section] ?? 0)) bySection[section] = similarity;
    if (similarity > nearest) nearest = similarity;
  }
  return { byTopic, bySection, nearest };
}

/** By row of the postings, the rarity of its stem. */
function raritiesOf({ postings: { keys, starts }, topics }: PhraseCounts): Float64Array {
  const rarities = new Float64Array(keys.length);
  for (let row = 0; row < rarities.length; row += 1)
    rarities[row] = Math.log(1 + (topics.length + 0.5) / ((starts[row + 1] ?? 0) - (starts[row] ?? 0) + 0.5));
  return rarities;
}

function lengthsOf({ postings, topics }: PhraseCounts, rarities: Float64Array): Float64Array {
  const { starts, columns } = postings;
  const squares = new Float64Array(topics.length);
  for (let row = 0; row < rarities.length; row += 1) {
    const square = (rarities[row] ?? 0) ** 2;
    const end = starts[row + 1] ?? 0;
    for (let place = starts[row] ?? 0; place < end; place += 1) {
      const phrase = columns[place] ?? 0;
      squares[phrase] = (squares[phrase] ?? 0) + square;
    }
  }
  return squares.map(Math.sqrt);
}

/** By phrase, the squared rarities of the stems it shares with the question, written into `shared`. */
function shareWeights(
  rows: readonly number[],
  { postings: { starts, columns } }: PhraseCounts,
  rarities: Float64Array,
  shared: Float64Array,
): void {
  shared.fill(0);
  for (const row of rows) {
    if (row < 0) continue;
    const weight = (rarities[row] ?? 0) ** 2;
    const end = starts[row + 1] ?? 0;
    for (let place = starts[row] ?? 0; place < end; place += 1) {
      const phrase = columns[place] ?? 0;
      shared[phrase] = (shared[phrase] ?? 0) + weight;
    }
  }
}
