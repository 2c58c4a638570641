import MiniSearch from 'minisearch';
import type { Section } from '../model.ts';
import { type Sentence, sentencesOf } from './lead.ts';
import type { Names } from './names.ts';
import { Reader } from './reader.ts';
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

type Document = { readonly id: string } & Readonly<Record<keyof typeof BOOST, string>>;

/**
 * Index the sections of one topic. Each topic has an index of its own, because sections only ever compete within
 * theirs: how rare a word is among them says which is meant.
 */
export function buildSectionIndex(sections: readonly Section[], names: Names): SectionIndex {
  const reader = new Reader(names);
  const sentences = new Map(sections.map(({ id, text }) => [id, sentencesIn(text, reader)]));
  const index = new MiniSearch<Document>({
    fields: Object.keys(BOOST),
    // The words were taken apart and stemmed before.
    tokenize: (stems) => stems.split(' '),
    processTerm: (stem) => (stem === '' ? null : stem),
    searchOptions: { boost: BOOST, bm25: BM25 },
  });
  index.addAll(sections.map((section) => documentOf(section, sentences.get(section.id) ?? [], reader)));
  const search: SectionIndex['search'] = (stems) => {
    return new Map(index.search(searched(stems)).map(({ id, score, match }) => [id, { score, match }]));
  };
  return { sections, search, sentences: (section) => sentences.get(section) ?? [] };
}

function sentencesIn(text: string, reader: Reader): Sentence[] {
  return sentencesOf(text).map((sentence) => ({ sentence, stems: reader.read(sentence).stems }));
}

function documentOf(
  { id, title, aliases, terms }: Section,
  sentences: readonly Sentence[],
  reader: Reader,
): Document {
  const stemsIn = (texts: readonly string[]): string =>
    searched(texts.flatMap((text) => reader.read(text).stems));
  return {
    id,
    title: stemsIn([title]),
    aliases: stemsIn(aliases),
    terms: stemsIn(terms),
    text: searched(sentences.flatMap(({ stems }) => stems)),
  };
}

/** Stems as they are indexed and looked up: those of stop words left out, in one text. */
function searched(stems: readonly string[]): string {
  return stems.filter((stem) => !STOP_STEMS.has(stem)).join(' ');
}
