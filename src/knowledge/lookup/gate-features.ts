import type { Belonging } from './belonging.ts';
import { shareElsewhere } from './elsewhere.ts';
import { isEnglish } from './english.ts';
import { foreignTerms, singular } from './foreign.ts';
import type { PhraseIndex } from './phrase-index.ts';
import type { Query, QueryWord } from './query.ts';
import type { TopicRanking } from './rank-topics.ts';
import { STOP_WORDS } from './stop-words.ts';
import type { WordCounts } from './word-counts.ts';
import { stemOf } from './words.ts';

/** What the gate looks at. All are about 0 to 3 in size, so that weights can be compared. */
export const GATE_FEATURES = [
  /** Evidence for the best topic. */
  'evidence',
  /** Whether an engine is named; products named without one. */
  'engine',
  'products',
  /** Log10 of how much commoner the words are here than elsewhere: mean and sum. */
  'meanFit',
  'sumFit',
  /** Words about the subject that stand in the knowledge base; those of them that are in no foreign term. */
  'known',
  'own',
  /** Words that are neither in the knowledge base nor common English. */
  'strange',
  /** Terms of foreign subjects: of several words; of one word we do not have. */
  'foreignLong',
  'foreignStrange',
  /** Share of the words about the subject that stand in foreign terms. */
  'foreignPart',
  /** How much likelier the words are in questions asked here than in those for others: strength, and mere direction. */
  'belongs',
  'leans',
] as const;

export type GateFeature = (typeof GATE_FEATURES)[number];
export type GateFeatures = Readonly<Record<GateFeature, number>>;

/** Ratios beyond a thousand say no more than a thousand. */
const FIT_LIMIT = 3;
const SUM_LIMIT = 4;
/** A word we do not have is likelier elsewhere, however rare it is in English. */
const UNKNOWN_FIT = -1;
const TERM_LIMIT = 3;
const WORD_LIMIT = 5;
const PRODUCT_LIMIT = 2;
const BELONGS_LIMIT = 4;

/** What questions are measured by. */
export type Measures = {
  readonly counts: WordCounts;
  readonly phrases: PhraseIndex;
  readonly belonging: Belonging;
};

/** Measure a question for the gate. */
export function gateFeatures(
  query: Query,
  ranking: TopicRanking,
  { counts, phrases, belonging }: Measures,
): GateFeatures {
  const belongs = belonging.of(query.row) / 5;
  const subject = query.words.filter(({ word }) => !STOP_WORDS.has(word));
  const known = subject.filter(({ stem }) => counts.share(stem) > 0);
  const unknown = subject.filter(({ stem }) => counts.share(stem) === 0);
  const terms = foreignTerms(query.sequence).filter((words) => !isOurs(words, phrases));
  const foreign = new Set(terms.flat());
  const isForeign = ({ word }: QueryWord): boolean => foreign.has(singular(word));
  return {
    evidence: (ranking.topics[0]?.score ?? 0) / 5,
    engine: Math.min(1, query.engines.length),
    products: query.engines.length > 0 ? 0 : Math.min(PRODUCT_LIMIT, query.products),
    ...fitFeatures(subject.map((word) => fitOf(word, counts))),
    known: Math.min(WORD_LIMIT, known.length) / 3,
    own: Math.min(WORD_LIMIT, known.filter((word) => !isForeign(word)).length) / 3,
    strange: Math.min(TERM_LIMIT, unknown.filter(({ word }) => !isEnglish(word)).length),
    ...foreignFeatures(terms, counts),
    foreignPart: shareOf(subject.filter(isForeign).length, subject.length),
    belongs: limited(belongs, BELONGS_LIMIT),
    leans: limited(belongs, 1),
  };
}

/** A single word that stands in our phrases is ours, whoever else uses it. */
function isOurs(words: readonly string[], phrases: PhraseIndex): boolean {
  const [word] = words;
  return words.length === 1 && word !== undefined && phrases.has(stemOf(word));
}

function fitOf({ word, stem }: QueryWord, counts: WordCounts): number {
  const share = counts.share(stem);
  if (share === 0) return UNKNOWN_FIT;
  return limited(Math.log10(share / shareElsewhere(word)), FIT_LIMIT);
}

function fitFeatures(fits: readonly number[]): Pick<GateFeatures, 'meanFit' | 'sumFit'> {
  const sum = fits.reduce((total, fit) => total + fit, 0);
  return { meanFit: shareOf(sum, fits.length), sumFit: limited(sum, SUM_LIMIT) / SUM_LIMIT };
}

function foreignFeatures(
  terms: readonly (readonly string[])[],
  counts: WordCounts,
): Pick<GateFeatures, 'foreignLong' | 'foreignStrange'> {
  const single = terms.filter((words) => words.length === 1);
  const strange = single.filter((words) => words.every((word) => counts.share(stemOf(word)) === 0));
  return {
    foreignLong: Math.min(TERM_LIMIT, terms.length - single.length),
    foreignStrange: Math.min(TERM_LIMIT, strange.length),
  };
}

function limited(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
