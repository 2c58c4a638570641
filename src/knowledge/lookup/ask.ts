import type { Section } from '../model.ts';
import { type Lookup, nameKey } from './build-lookup.ts';
import { type Choice, chooseForEach, chooseSection, type Findings } from './choose-section.ts';
import { ANSWER_FROM, coverage } from './gate.ts';
import { type GateFeatures, gateFeatures } from './gate-features.ts';
import { leadOf } from './lead.ts';
import { analyse, type Correction, type Query, type QueryWord } from './query.ts';
import { type RankedTopic, type RankedWords, rankTopics, type TopicRanking } from './rank-topics.ts';
import type { SectionIndex } from './section-index.ts';
import { STOP_WORDS } from './stop-words.ts';

export { buildLookup, type Lookup } from './build-lookup.ts';

/** One section that answers, best topic first. */
export type LookupResult = {
  readonly section: Section;
  readonly topic: string;
  readonly engine: string;
  readonly title: string;
  /** Probability that the question is about this topic, 0 to 1. */
  readonly score: number;
  /** For each word of the question that the section holds, the fields it stands in. */
  readonly matched: Readonly<Record<string, readonly string[]>>;
  /** The sentence of the section that answers. */
  readonly lead: string;
};

export type LookupAnswer = {
  /** False when the question is not about what the knowledge base covers. */
  readonly answered: boolean;
  readonly results: readonly LookupResult[];
  readonly corrections: readonly Correction[];
  /** Ids of the nearest topics, best first. */
  readonly suggestions: readonly string[];
};

/** Topics suggested. */
const SUGGESTIONS = 3;
const RESULTS = 3;

/** Answer a question with sections, one per topic, best first; or say that the knowledge base does not cover it. */
export function ask(
  lookup: Lookup,
  question: string,
  options: { readonly limit?: number } = {},
): LookupAnswer {
  const query = analyse(question, lookup.speller, lookup.names);
  const ranking = rankTopics(rankedBy(query), lookup.evidence, lookup.phrases);
  const meant = topicsMeant(question, query, lookup);
  const topics = meant.length === 0 ? ranking.topics : withFirst(meant, ranking.topics);
  const answered =
    meant.length > 0 || (hasSubject(query) && coverage(featuresOf(query, ranking, lookup)) >= ANSWER_FROM);
  return {
    answered,
    results: answered ? resultsFor(query, { ...ranking, topics }, options.limit ?? RESULTS, lookup) : [],
    corrections: query.corrections,
    suggestions: topics.slice(0, SUGGESTIONS).map(({ topic }) => topic),
  };
}

/** Whether a question is about anything: small words alone, such as "and for our", are not. */
function hasSubject({ engines, words }: Query): boolean {
  return engines.length > 0 || words.some(({ word }) => !STOP_WORDS.has(word));
}

/** Topics that need no search: the one whose name was given, or those for an engine's name and nothing else. */
function topicsMeant(question: string, query: Query, lookup: Lookup): readonly string[] {
  const named = lookup.named.get(nameKey(question));
  if (named !== undefined) return [named];
  const bare = query.engines.length > 0 && query.words.every(({ word }) => STOP_WORDS.has(word));
  return bare ? lookup.overviews : [];
}

/** These topics before all others, with certainty shared among them. */
function withFirst(meant: readonly string[], topics: readonly RankedTopic[]): RankedTopic[] {
  const first = meant.map((topic) => ({ topic, score: 0, share: 1 / meant.length }));
  return [
    ...first,
    ...topics.filter(({ topic }) => !meant.includes(topic)).map((each) => ({ ...each, share: 0 })),
  ];
}

/** Topics meant by a word or two typed after a command, at most three, best first. */
export function pickTopic(lookup: Lookup, words: string): readonly string[] {
  return lookup.picker.pick(words);
}

/** What the gate sees of a question; for fitting it. */
export function measure(lookup: Lookup, question: string): GateFeatures {
  const query = analyse(question, lookup.speller, lookup.names);
  return featuresOf(query, rankTopics(rankedBy(query), lookup.evidence, lookup.phrases), lookup);
}

function rankedBy(query: Query): RankedWords {
  return { stems: stemsOf(query), row: query.row };
}

function stemsOf({ words }: Query): string[] {
  return words.map(({ stem }) => stem);
}

function featuresOf(query: Query, ranking: TopicRanking, lookup: Lookup): GateFeatures {
  return gateFeatures(query, ranking, lookup);
}

function resultsFor(query: Query, ranking: TopicRanking, limit: number, lookup: Lookup): LookupResult[] {
  const stems = stemsOf(query);
  const results = ranking.topics.slice(0, limit).flatMap(({ topic, share }, place) => {
    const index = lookup.sectionsOf(topic);
    const hits = index.search(stems);
    const findings = { hits, likeness: ranking.likeness.of, engines: query.engines };
    const choices = choicesIn(index.sections, findings, place);
    return choices.map((choice) => resultOf(choice, share, query.words, index, lookup));
  });
  return results.slice(0, limit);
}

/** One section; for the best topic of a comparison one for each engine compared. */
function choicesIn(sections: readonly Section[], findings: Findings, place: number): Choice[] {
  const each = place === 0 && findings.engines.length > 1 ? chooseForEach(sections, findings) : [];
  if (each.length > 1) return each;
  const best = chooseSection(sections, findings);
  return best === null ? [] : [best];
}

function resultOf(
  { section, hit }: Choice,
  score: number,
  words: readonly QueryWord[],
  index: SectionIndex,
  lookup: Lookup,
): LookupResult {
  const matched = words.flatMap(({ word, stem }) =>
    hit.match[stem] === undefined ? [] : [[word, hit.match[stem]] as const],
  );
  return {
    section,
    topic: section.topic,
    engine: section.engine,
    title: section.title,
    score,
    matched: Object.fromEntries(matched),
    lead: leadOf(index.sentences(section.id), new Set(words.map(({ stem }) => stem)), lookup.phrases.rarity),
  };
}
