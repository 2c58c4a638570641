import { type BelongingCounts, countBelonging } from './belonging.ts';
import { buildCorpus, type LookupKnowledge } from './corpus.ts';
import { countEvidence, type EvidenceCounts } from './evidence.ts';
import { buildNames } from './names.ts';
import { numbered } from './numbered.ts';
import { countPhrases, type PhraseCounts } from './phrase-index.ts';
import { type SectionStems, stemsOfSections } from './section-index.ts';
import { countWords } from './word-counts.ts';

/** All that is counted in the texts of a knowledge base: the longer half of indexing it, and quick to keep. */
export type Tables = {
  /** Every stem once; a stem's number is its place. */
  readonly stems: readonly string[];
  /** How many of them are stems of our own words; the others stand elsewhere only. */
  readonly own: number;
  /** Our own words as written, and how often each occurs. */
  readonly words: readonly string[];
  readonly occurrences: Int32Array;
  /** By stem, its occurrences by weight. */
  readonly counts: Int32Array;
  readonly evidence: EvidenceCounts;
  readonly belonging: BelongingCounts;
  readonly phrases: PhraseCounts;
  /** In the order of the knowledge base's sections. */
  readonly sections: readonly SectionStems[];
};

/** Take all texts of a knowledge base apart and count. */
export function countTables(knowledge: LookupKnowledge): Tables {
  const corpus = buildCorpus(knowledge, buildNames(knowledge.engines, knowledge.products));
  const topics = knowledge.topics.map(({ id }) => id);
  const { stems, passages } = numbered(corpus.passages, corpus.stems);
  return {
    stems: stems.list,
    own: corpus.stems.length,
    words: [...corpus.counts.keys()],
    occurrences: Int32Array.from(corpus.counts.values()),
    counts: countWords(passages, stems),
    evidence: countEvidence(passages, topics, stems),
    belonging: countBelonging(passages, stems),
    phrases: countPhrases(passages, topics),
    sections: stemsOfSections(knowledge.sections, corpus.passages),
  };
}
