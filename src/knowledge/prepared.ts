import { corpusOf } from './lookup/build-lookup.ts';
import type { Corpus, Field, Passage } from './lookup/corpus.ts';
import type { Sentence } from './lookup/lead.ts';
import type { Knowledge } from './model.ts';

/** Knowledge with what takes long to make from its files: the parsed and checked whole, and its texts taken apart. */
export type Prepared = { readonly knowledge: Knowledge; readonly corpus: Corpus };

/** Take the texts of knowledge apart, so that indexing it is quick. */
export function prepare(knowledge: Knowledge): Prepared {
  return { knowledge, corpus: corpusOf(knowledge) };
}

/**
 * Passages as rows of numbers. Names and stems stand once, in lists: that is small, and what is read back shares its
 * strings, which makes indexing it twice as quick as it is with as many copies.
 */
type Written = {
  readonly knowledge: Knowledge;
  readonly topics: readonly string[];
  readonly fields: readonly Field[];
  /** All passages in one list: for each its topic, section, field, numbers of stems and of words in its row, then both. */
  readonly passages: readonly number[];
  readonly counts: readonly (readonly [string, number])[];
  /** Every stem of passages and rows; those of the corpus come first, as many as `known`. */
  readonly stems: readonly string[];
  readonly known: number;
  /** For each section, in the order of the knowledge, its sentences; their stems are those of its `text` passages. */
  readonly sentences: readonly (readonly string[])[];
};

/** Number of what is not there: the section of a passage that belongs to a topic alone. */
const NONE = -1;

/** Write prepared knowledge as one JSON text. What it means depends on the program, so never read another one's. */
export function encodePrepared({ knowledge, corpus }: Prepared): string {
  const topics = [...new Set(corpus.passages.map(({ topic }) => topic))];
  const fields = [...new Set(corpus.passages.map(({ field }) => field))];
  const places = new Map(knowledge.sections.map(({ id }, index) => [id, index]));
  const all = corpus.passages.flatMap(({ stems, row }) => [...stems, ...row]);
  const stems = [...new Set([...corpus.stems, ...all])];
  const numbers = new Map(stems.map((stem, index) => [stem, index]));
  const numberOf = (stem: string): number => numbers.get(stem) ?? NONE;
  const written: Written = {
    knowledge,
    topics,
    fields,
    passages: corpus.passages.flatMap(({ topic, section, field, stems: own, row }) => [
      topics.indexOf(topic),
      section === null ? NONE : (places.get(section) ?? NONE),
      fields.indexOf(field),
      own.length,
      row.length,
      ...own.map(numberOf),
      ...row.map(numberOf),
    ]),
    counts: [...corpus.counts],
    stems,
    known: corpus.stems.length,
    sentences: knowledge.sections.map(({ id }) =>
      (corpus.sentences.get(id) ?? []).map(({ sentence }) => sentence),
    ),
  };
  return JSON.stringify(written);
}

/** Read back what `encodePrepared` of this very program wrote. */
export function decodePrepared(text: string): Prepared {
  const written = JSON.parse(text) as Written;
  const { knowledge, counts, stems, known, sentences } = written;
  const passages = passagesOf(written);
  const corpus: Corpus = {
    passages,
    counts: new Map(counts),
    stems: stems.slice(0, known),
    sentences: sentencesOf(passages, knowledge, sentences),
  };
  return { knowledge, corpus };
}

function passagesOf({ knowledge, topics, fields, stems, passages: list }: Written): Passage[] {
  const passages: Passage[] = [];
  const numberAt = (at: number): number => list[at] ?? NONE;
  const wordsAt = (from: number, count: number): string[] => {
    const words: string[] = [];
    for (let at = from; at < from + count; at += 1) words.push(stems[numberAt(at)] ?? '');
    return words;
  };
  for (let at = 0; at < list.length; ) {
    const [own, row] = [numberAt(at + 3), numberAt(at + 4)];
    passages.push({
      topic: topics[numberAt(at)] ?? '',
      section: knowledge.sections[numberAt(at + 1)]?.id ?? null,
      field: fields[numberAt(at + 2)] ?? 'text',
      stems: wordsAt(at + HEAD, own),
      row: wordsAt(at + HEAD + own, row),
    });
    at += HEAD + own + row;
  }
  return passages;
}

/** Numbers of a passage before its words. */
const HEAD = 5;

function sentencesOf(
  passages: readonly Passage[],
  { sections }: Knowledge,
  texts: readonly (readonly string[])[],
): Map<string, Sentence[]> {
  const all = new Map(sections.map(({ id }): [string, Sentence[]] => [id, []]));
  const textsById = new Map(sections.map(({ id }, index) => [id, texts[index] ?? []]));
  for (const { section, field, stems } of passages) {
    if (section === null || field !== 'text') continue;
    const list = all.get(section) ?? [];
    list.push({ sentence: textsById.get(section)?.[list.length] ?? '', stems });
  }
  return all;
}
