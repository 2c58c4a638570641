import type { Knowledge, Section, Topic } from '../model.ts';
import { type Sentence, sentencesOf } from './lead.ts';
import type { Names } from './names.ts';
import { EMPTY_WORDS } from './stop-words.ts';
import { stemOf, wordsOf } from './words.ts';

/** What the lookup is made of. */
export type LookupKnowledge = Pick<Knowledge, 'engines' | 'topics' | 'sections' | 'products'>;

/** Where a text stands. */
export type Field = 'topic' | 'about' | 'phrases' | 'topicTerms' | 'title' | 'aliases' | 'terms' | 'text';

/** One text as the stems of its words, engine names and empty words left out. */
export type Passage = {
  readonly topic: string;
  readonly section: string | null;
  readonly field: Field;
  readonly stems: readonly string[];
};

export type Corpus = {
  readonly passages: readonly Passage[];
  /** How often each word occurs, as written. */
  readonly counts: ReadonlyMap<string, number>;
  /** The sentences of each section's text. */
  readonly sentences: ReadonlyMap<string, readonly Sentence[]>;
};

/** Take all texts of topics and sections apart, counting words on the way. */
export function buildCorpus({ topics, sections }: LookupKnowledge, names: Names): Corpus {
  const reader = new Reader(names);
  const texts = [...topics.flatMap(textsOfTopic), ...sections.flatMap(textsOfSection)];
  const passages = texts.map(({ text, ...place }) => ({ ...place, stems: reader.stemsOf(text) }));
  const sentences = new Map(sections.map(({ id }): [string, Sentence[]] => [id, []]));
  for (const [index, { section, field, stems }] of passages.entries()) {
    if (section !== null && field === 'text')
      sentences.get(section)?.push({ sentence: texts[index]?.text ?? '', stems });
  }
  return { passages, counts: reader.counts, sentences };
}

type Text = Omit<Passage, 'stems'> & { readonly text: string };

function textsOfTopic({ id, title, about, phrases, terms }: Topic): Text[] {
  const texts = (field: Field, list: readonly string[]): Text[] =>
    list.map((text) => ({ topic: id, section: null, field, text }));
  return [
    ...texts('topic', [`${title} ${id}`]),
    ...texts('about', [about]),
    ...texts('phrases', phrases),
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

  /** Stems of a text's words, empty words and engine names left out. */
  stemsOf(text: string): string[] {
    const words = wordsOf(text);
    const entries = words.map((word) => this.#entryOf(word));
    const isName = entries.some(({ mayName }) => mayName) ? this.#names.find(words).isName : [];
    const stems: string[] = [];
    for (const [index, entry] of entries.entries()) {
      entry.count += 1;
      if (!entry.isEmpty && isName[index] !== true) stems.push(entry.stem);
    }
    return stems;
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
