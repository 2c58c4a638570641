import { stem } from '../text/stem.ts';
import type { ReadingKnowledge } from '../types.ts';
import { buildNames, type Name, type NameEntry, plainRows } from './names.ts';
import { compilePatterns, type PatternSet } from './patterns.ts';
import { buildPhrases, type Phrase } from './phrases.ts';
import { type Cue, cueRows, type Reading } from './readings.ts';
import { type Speech, speechRows } from './speech.ts';
import { type SpreadCue, spreadRows } from './spreads.ts';
import { buildSpeller } from './words.ts';

/** The vocabulary made ready for matching. */
export type Lexicon = {
  readonly fixSpelling: (word: string) => string;
  /** Whether numbers of this noun are traffic ("events"), or certainly something else ("deployments"). */
  readonly isCounted: (word: string) => boolean;
  readonly isOther: (word: string) => boolean;
  /** Names that begin with a word, the longest first. */
  readonly namesFrom: (word: string) => readonly NameEntry[];
  /** Where names are meant as plain words. */
  readonly plain: PatternSet<NonNullable<Name['plain']>>;
  readonly phrases: PatternSet<Phrase>;
  readonly unless: PatternSet<number>;
  readonly readings: readonly Reading[];
  readonly cues: PatternSet<{ readonly reading: Reading; readonly cue: Cue }>;
  readonly speech: PatternSet<Speech>;
  /** What the vocabulary says about flags inferred from values far apart. */
  readonly spreads: PatternSet<SpreadCue>;
};

const made = new WeakMap<ReadingKnowledge, Lexicon>();

/** The lexicon of a knowledge base; made once for each. */
export function lexiconOf(knowledge: ReadingKnowledge): Lexicon {
  const known = made.get(knowledge);
  if (known !== undefined) return known;
  const lexicon = buildLexicon(knowledge);
  made.set(knowledge, lexicon);
  return lexicon;
}

function buildLexicon(knowledge: ReadingKnowledge): Lexicon {
  const { vocabulary } = knowledge;
  const { sets, counted } = vocabulary;
  const criteria = new Map(knowledge.criteria.map((criterion) => [criterion.id, criterion]));
  const names = buildNames(knowledge);
  const speech = speechRows(knowledge);
  const readings = vocabulary.readings.flatMap((row): Reading[] => {
    const of = criteria.get(row.criterion);
    return of === undefined ? [] : [{ ...row, of }];
  });
  const events = new Set(counted.events.map(stem));
  const others = new Set(counted.others.map(stem));
  const speller = buildSpeller(
    knowledge,
    [...names.values()].flat(),
    speech.map(({ say }) => say),
  );
  return {
    fixSpelling: speller.fix,
    isCounted: (word) => events.has(stem(word)),
    isOther: (word) => others.has(stem(word)),
    namesFrom: (word) => names.get(word) ?? [],
    plain: compilePatterns(plainRows([...names.values()].flat()), sets),
    ...buildPhrases(vocabulary, criteria),
    readings,
    cues: compilePatterns(cueRows(readings), sets),
    speech: compilePatterns(speech, sets),
    spreads: compilePatterns(spreadRows(vocabulary), sets),
  };
}
