import type { Knowledge, Section, Topic } from '../model.ts';
import { sentencesOf } from './lead.ts';
import type { Names } from './names.ts';
import { Reader } from './reader.ts';

/** What the lookup is made of. */
export type LookupKnowledge = Pick<Knowledge, 'engines' | 'topics' | 'elsewhere' | 'sections' | 'products'>;

/** Where a text stands. */
export type Field =
  | 'topic'
  | 'about'
  | 'phrases'
  | 'asked'
  | 'topicTerms'
  | 'title'
  | 'aliases'
  | 'terms'
  | 'text'
  | 'elsewhere';

/** The topic of passages that belong to none; no topic has an empty id. */
const NO_TOPIC = '';
/** Short texts of which the order of the words says something too. */
const IN_ORDER: ReadonlySet<Field> = new Set(['phrases', 'asked', 'title', 'aliases', 'elsewhere']);

/** One text as the stems of its words, engine names and empty words left out. */
export type Passage = {
  readonly topic: string;
  readonly section: string | null;
  readonly field: Field;
  readonly stems: readonly string[];
  /** All words in their order as `rowOf` gives them; empty for long texts. */
  readonly row: readonly string[];
};

export type Corpus = {
  readonly passages: readonly Passage[];
  /** How often each word occurs, as written. */
  readonly counts: ReadonlyMap<string, number>;
  /** The stems of all words. */
  readonly stems: readonly string[];
};

/** Take all texts of topics and sections apart, counting words on the way; words from elsewhere do not count. */
export function buildCorpus({ topics, sections, elsewhere }: LookupKnowledge, names: Names): Corpus {
  const reader = new Reader(names);
  const ours = [...topics.flatMap(textsOfTopic), ...sections.flatMap(textsOfSection)].map((text) =>
    passageOf(text, reader),
  );
  const stranger = new Reader(names);
  const theirs = elsewhere.map((text) =>
    passageOf({ topic: NO_TOPIC, section: null, field: 'elsewhere', text }, stranger),
  );
  return { passages: [...ours, ...theirs], counts: reader.counts, stems: reader.stems };
}

function passageOf({ text, ...place }: Text, reader: Reader): Passage {
  const { stems, row } = reader.read(text);
  return { ...place, stems, row: IN_ORDER.has(place.field) ? row : [] };
}

type Text = Omit<Passage, 'stems' | 'row'> & { readonly text: string };

function textsOfTopic({ id, title, about, phrases, asked, terms }: Topic): Text[] {
  const texts = (field: Field, list: readonly string[]): Text[] =>
    list.map((text) => ({ topic: id, section: null, field, text }));
  return [
    ...texts('topic', [`${title} ${id}`]),
    ...texts('about', [about]),
    ...texts('phrases', phrases),
    ...texts('asked', asked),
    ...texts('topicTerms', terms),
  ];
}

function textsOfSection({ id, topic, title, aliases, terms, text }: Section): Text[] {
  const texts = (field: Field, list: readonly string[]): Text[] =>
    list.map((each) => ({ topic, section: id, field, text: each }));
  return [
    ...texts('title', [title]),
    ...texts('aliases', aliases),
    ...texts('terms', terms),
    ...texts('text', sentencesOf(text)),
  ];
}
