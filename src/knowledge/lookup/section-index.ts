import MiniSearch, { type SearchResult } from 'minisearch';
import type { Field, Passage } from './corpus.ts';
import { STOP_WORDS } from './stop-words.ts';
import { stemOf } from './words.ts';

/** One section found: its BM25 score and, by stem, the fields in which the stem stands. */
export type SectionHit = {
  readonly score: number;
  readonly match: Readonly<Record<string, readonly string[]>>;
};

/** Finds sections by BM25. */
export type SectionIndex = {
  /** Sections of these topics that hold any of the stems, by id. */
  search(stems: readonly string[], topics: ReadonlySet<string>): ReadonlyMap<string, SectionHit>;
};

const FIELDS: readonly Field[] = ['title', 'aliases', 'terms', 'text'];
/** How people ask and what the author named counts double what the text says in passing. */
const BOOST = { title: 2, aliases: 2, terms: 1.5, text: 1 };
/** BM25+ with the settings of the retrieval study (Lv and Zhai, 2011). */
const BM25 = { k: 1.2, b: 0.7, d: 0.5 };
const STOP_STEMS = new Set([...STOP_WORDS].map(stemOf));

/** Index the passages of sections. */
export function buildSectionIndex(passages: readonly Passage[]): SectionIndex {
  const index = new MiniSearch<Record<string, string>>({
    fields: [...FIELDS],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => (term === '' ? null : term),
    searchOptions: { boost: BOOST, bm25: BM25 },
  });
  index.addAll(documentsOf(passages));
  const topicOf = new Map(passages.map(({ section, topic }) => [section, topic]));
  const search: SectionIndex['search'] = (stems, topics) => {
    const wanted = stems.filter((stem) => !STOP_STEMS.has(stem)).join(' ');
    const filter = ({ id }: SearchResult): boolean => topics.has(topicOf.get(id) ?? '');
    return new Map(index.search(wanted, { filter }).map(({ id, score, match }) => [id, { score, match }]));
  };
  return { search };
}

function documentsOf(passages: readonly Passage[]): Record<string, string>[] {
  const documents = new Map<string, Record<string, string>>();
  for (const { section, field, stems } of passages) {
    if (section === null) continue;
    const words = stems.filter((stem) => !STOP_STEMS.has(stem)).join(' ');
    const document = documents.get(section) ?? { id: section };
    document[field] = document[field] === undefined ? words : `${document[field]} ${words}`;
    documents.set(section, document);
  }
  return [...documents.values()];
}
