import MiniSearch from 'minisearch';
import type { Section } from '../model.ts';
import type { Passage } from './corpus.ts';
import { type Sentence, sentencesOf } from './lead.ts';
import { STOP_WORDS } from './stop-words.ts';
import { stemOf } from './words.ts';

/** One section found: its BM25 score and, by stem, the fields in which the stem stands. */
export type SectionHit = {
  readonly score: number;
  readonly match: Readonly<Record<string, readonly string[]>>;
};

/** The sections of one topic, found by BM25. */
export type SectionIndex = {
  readonly sections: readonly Section[];
  /** Sections that hold any of the stems, by id. */
  search(stems: readonly string[]): ReadonlyMap<string, SectionHit>;
  /** The sentences of a section's text. */
  sentences(section: string): readonly Sentence[];
};

/** How people ask and what the author named counts double what the text says in passing. */
const BOOST = { title: 2, aliases: 2, terms: 1.5, text: 1 };
/** BM25+ with the settings of the retrieval study (Lv and Zhai, 2011). */
const BM25 = { k: 1.2, b: 0.7, d: 0.5 };
const STOP_STEMS = new Set([...STOP_WORDS].map(stemOf));

/** A section taken apart: the stems of each field in their order, one blank between them. */
export type SectionStems = Readonly<Record<'title' | 'aliases' | 'terms', string>> & {
  /** Of each sentence of the text. */
  readonly sentences: readonly string[];
};

/** Take sections apart; in the order given. */
export function stemsOfSections(
  sections: readonly Pick<Section, 'id'>[],
  passages: readonly Passage[],
): SectionStems[] {
  const bySection = Map.groupBy(passages, ({ section }) => section);
  return sections.map(({ id }) => {
    const own = bySection.get(id) ?? [];
    const stemsIn = (field: Passage['field']): string[] =>
      own.filter((passage) => passage.field === field).map(({ stems }) => stems.join(' '));
    return {
      title: stemsIn('title').join(' '),
      aliases: stemsIn('aliases').join(' '),
      terms: stemsIn('terms').join(' '),
      sentences: stemsIn('text'),
    };
  });
}

/** A section with its stems. */
export type StemmedSection = { readonly section: Section; readonly stems: SectionStems };
type Document = { readonly id: string } & Readonly<Record<keyof typeof BOOST, string>>;

/**
 * Index the sections of one topic. Each topic has an index of its own, because sections only ever compete within
 * theirs: how rare a word is among them says which is meant.
 */
export function buildSectionIndex(stemmed: readonly StemmedSection[]): SectionIndex {
  const index = new MiniSearch<Document>({
    fields: Object.keys(BOOST),
    // The words were taken apart and stemmed before.
    tokenize: (stems) => stems.split(' '),
    processTerm: (stem) => (stem === '' || STOP_STEMS.has(stem) ? null : stem),
    searchOptions: { boost: BOOST, bm25: BM25 },
  });
  index.addAll(
    stemmed.map(({ section: { id }, stems: { title, aliases, terms, sentences } }) => {
      return { id, title, aliases, terms, text: sentences.join(' ') };
    }),
  );
  const byId = new Map(stemmed.map((one) => [one.section.id, one]));
  return {
    sections: stemmed.map(({ section }) => section),
    search: (stems) =>
      new Map(index.search(stems.join(' ')).map(({ id, score, match }) => [id, { score, match }])),
    sentences: (id) => sentencesIn(byId.get(id)),
  };
}

function sentencesIn(stemmed: StemmedSection | undefined): Sentence[] {
  if (stemmed === undefined) return [];
  const { section, stems } = stemmed;
  return sentencesOf(section.text).map((sentence, index) => ({
    sentence,
    stems: stems.sentences[index]?.split(' ') ?? [],
  }));
}
