import type { Knowledge, Section, Topic } from '../model.ts';
import { type Sentence, sentencesOf } from './lead.ts';
import type { Names } from './names.ts';
import { ENGINE_MARK } from './row.ts';
import { EMPTY_WORDS } from './stop-words.ts';
import { stemOf, wordsOf } from './words.ts';

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
  /** The sentences of each section's text. */
  readonly sentences: ReadonlyMap<string, readonly Sentence[]>;
};

/** Take all texts of topics and sections apart, counting words on the way; words from elsewhere do not count. */
export function buildCorpus({ topics, sections, elsewhere }: LookupKnowledge, names: Names): Corpus {
  const reader = new Reader(names);
  const ours = [...topics.flatMap(textsOfTopic), ...sections.flatMap(textsOfSection)].map((text) =>
    passageOf(text, reader),
  );
  const sentences = new Map(sections.map(({ id }): [string, Sentence[]] => [id, []]));
  for (const { passage, text } of ours) {
    if (passage.section !== null && passage.field === 'text')
      sentences.get(passage.section)?.push({ sentence: text, stems: passage.stems });
  }
  const stranger = new Reader(names);
  const theirs = elsewhere.map((text) =>
    passageOf({ topic: NO_TOPIC, section: null, field: 'elsewhere', text }, stranger),
  );
  const passages = [...ours, ...theirs].map(({ passage }) => passage);
  return { passages, counts: reader.counts, stems: reader.stems, sentences };
}

function passageOf({ text, ...place }: Text, reader: Reader): { passage: Passage; text: string } {
  const { stems, row } = reader.read(text);
  return { passage: { ...place, stems, row: IN_ORDER.has(place.field) ? row : [] }, text };
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

/** What is known about a word while texts are read; looked up once for each time it occurs. */
type Entry = { readonly stem: string; readonly isEmpty: boolean; readonly mayName: boolean; count: number };

/** Reads texts word by word. A word's stem and standing are found out once, its occurrences are counted. */
class Reader {
  readonly #names: Names;
  readonly #entries = new Map<string, Entry>();

  constructor(names: Names) {
    this.#names = names;
  }

  get counts(): Map<string, number> {
    return new Map([...this.#entries].map(([word, { count }]) => [word, count]));
  }

  get stems(): string[] {
    return [...new Set([...this.#entries.values()].map(({ stem }) => stem))];
  }

  /** The words of a text: as stems without empty words and engine names, and as a row of all of them. */
  read(text: string): { readonly stems: string[]; readonly row: string[] } {
    const words = wordsOf(text);
    const entries = words.map((word) => this.#entryOf(word));
    const isName = entries.some(({ mayName }) => mayName) ? this.#names.find(words).isName : [];
    const stems: string[] = [];
    const row: string[] = [];
    for (const [index, entry] of entries.entries()) {
      const named = isName[index] === true;
      entry.count += 1;
      row.push(named ? ENGINE_MARK : entry.stem);
      if (!entry.isEmpty && !named) stems.push(entry.stem);
    }
    return { stems, row };
  }

  #entryOf(word: string): Entry {
    const known = this.#entries.get(word);
    if (known !== undefined) return known;
    const mayName = this.#names.firstWords.has(word);
    const entry = { stem: stemOf(word), isEmpty: EMPTY_WORDS.has(word), mayName, count: 0 };
    this.#entries.set(word, entry);
    return entry;
  }
}
