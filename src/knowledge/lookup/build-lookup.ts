import type { Section } from '../model.ts';
import { type Belonging, buildBelonging } from './belonging.ts';
import { buildCorpus, type Corpus, type LookupKnowledge } from './corpus.ts';
import { buildEvidence, type Evidence } from './evidence.ts';
import type { Sentence } from './lead.ts';
import { buildNames, type Names } from './names.ts';
import { buildPhraseIndex, type PhraseIndex } from './phrase-index.ts';
import { buildTopicPicker, type TopicPicker } from './pick-topic.ts';
import { buildSectionIndex, type SectionIndex } from './section-index.ts';
import { buildSpeller, type Speller } from './speller.ts';
import { countWords, type WordCounts } from './word-counts.ts';
import { stemOf, wordsOf } from './words.ts';

/** Everything a look-up needs, made once from a knowledge base and then only read. */
export type Lookup = {
  readonly names: Names;
  readonly speller: Speller;
  readonly evidence: Evidence;
  readonly phrases: PhraseIndex;
  readonly counts: WordCounts;
  readonly belonging: Belonging;
  readonly sections: SectionIndex;
  readonly sentences: ReadonlyMap<string, readonly Sentence[]>;
  readonly picker: TopicPicker;
  /** Topics by the words of their id and of their title. */
  readonly named: ReadonlyMap<string, string>;
  /** Topics that answer a question naming an engine and nothing else. */
  readonly overviews: readonly string[];
  readonly byTopic: ReadonlyMap<string, readonly Section[]>;
};

/** The texts of a knowledge base taken apart, which is the longer half of indexing them. */
export function corpusOf(knowledge: LookupKnowledge): Corpus {
  return buildCorpus(knowledge, buildNames(knowledge.engines, knowledge.products));
}

/** Index a knowledge base for questions; its corpus may have been made before, by `corpusOf`. */
export function buildLookup(knowledge: LookupKnowledge, corpus: Corpus = corpusOf(knowledge)): Lookup {
  const names = buildNames(knowledge.engines, knowledge.products);
  const topics = knowledge.topics.map((topic) => topic.id);
  const { passages, counts, sentences } = corpus;
  return {
    names,
    speller: buildSpeller(
      withNames(counts, names),
      new Set([...corpus.stems, ...[...names.words].map(stemOf)]),
    ),
    evidence: buildEvidence(passages, topics),
    phrases: buildPhraseIndex(passages, topics),
    counts: countWords(passages),
    belonging: buildBelonging(passages),
    sections: buildSectionIndex(passages),
    sentences,
    picker: buildTopicPicker(knowledge.topics),
    named: new Map(
      knowledge.topics.flatMap(({ id, title }) => [
        [nameKey(id), id] as const,
        [nameKey(title), id] as const,
      ]),
    ),
    overviews: knowledge.topics.filter(({ overview }) => overview).map(({ id }) => id),
    byTopic: Map.groupBy(knowledge.sections, (section) => section.topic),
  };
}

function withNames(counts: ReadonlyMap<string, number>, names: Names): Map<string, number> {
  return new Map([...[...names.words].map((word): [string, number] => [word, 1]), ...counts]);
}

/** A topic's name as it is compared: its words, whatever the case and the signs between them. */
export function nameKey(text: string): string {
  return wordsOf(text).join(' ');
}
