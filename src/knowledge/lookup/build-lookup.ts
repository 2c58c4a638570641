import type { Section } from '../model.ts';
import { type Belonging, openBelonging } from './belonging.ts';
import type { LookupKnowledge } from './corpus.ts';
import { type Evidence, openEvidence } from './evidence.ts';
import { buildNames, type Names } from './names.ts';
import { openPhrases, type PhraseIndex } from './phrase-index.ts';
import { buildTopicPicker, type TopicPicker } from './pick-topic.ts';
import { buildSectionIndex, type SectionIndex, type StemmedSection } from './section-index.ts';
import { buildSpeller, type Speller } from './speller.ts';
import { openStems } from './stems.ts';
import { countTables, type Tables } from './tables.ts';
import { openWordCounts, type WordCounts } from './word-counts.ts';
import { stemOf, wordsOf } from './words.ts';

/** Everything a look-up needs, made once from a knowledge base and then only read. */
export type Lookup = {
  readonly names: Names;
  readonly speller: Speller;
  readonly evidence: Evidence;
  readonly phrases: PhraseIndex;
  readonly counts: WordCounts;
  readonly belonging: Belonging;
  readonly picker: TopicPicker;
  /** Topics by the words of their id and of their title. */
  readonly named: ReadonlyMap<string, string>;
  /** Topics that answer a question naming an engine and nothing else. */
  readonly overviews: readonly string[];
  /** The sections of a topic; indexed when first asked for. */
  sectionsOf(topic: string): SectionIndex;
};

/** Open a knowledge base for questions; its tables may have been made before, by `countTables`. */
export function buildLookup(knowledge: LookupKnowledge, tables: Tables = countTables(knowledge)): Lookup {
  const names = buildNames(knowledge.engines, knowledge.products);
  const topics = knowledge.topics.map((topic) => topic.id);
  const stems = openStems(tables.stems);
  return {
    names,
    speller: openSpeller(tables, names),
    evidence: openEvidence(tables.evidence, topics, stems),
    phrases: openPhrases(tables.phrases, topics.length, stems),
    counts: openWordCounts(tables.counts, stems),
    belonging: openBelonging(tables.belonging, stems),
    picker: buildTopicPicker(knowledge.topics),
    named: new Map(
      knowledge.topics.flatMap(({ id, title }) => [
        [nameKey(id), id] as const,
        [nameKey(title), id] as const,
      ]),
    ),
    overviews: knowledge.topics.filter(({ overview }) => overview).map(({ id }) => id),
    sectionsOf: remembering(knowledge.sections, tables),
  };
}

function openSpeller({ stems, own, words, occurrences }: Tables, names: Names): Speller {
  const counts = new Map([...names.words].map((word) => [word, 1]));
  for (const [index, word] of words.entries()) counts.set(word, occurrences[index] ?? 0);
  return buildSpeller(counts, new Set([...stems.slice(0, own), ...[...names.words].map(stemOf)]));
}

function remembering(sections: readonly Section[], tables: Tables): Lookup['sectionsOf'] {
  const stemmed = sections.flatMap((section, index): StemmedSection[] => {
    const stems = tables.sections[index];
    return stems === undefined ? [] : [{ section, stems }];
  });
  const byTopic = Map.groupBy(stemmed, ({ section }) => section.topic);
  const made = new Map<string, SectionIndex>();
  return (topic) => {
    const known = made.get(topic);
    if (known !== undefined) return known;
    const index = buildSectionIndex(byTopic.get(topic) ?? []);
    made.set(topic, index);
    return index;
  };
}

/** A topic's name as it is compared: its words, whatever the case and the signs between them. */
export function nameKey(text: string): string {
  return wordsOf(text).join(' ');
}
