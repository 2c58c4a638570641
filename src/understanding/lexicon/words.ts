import { numberWords } from '../quantities/number-words.ts';
import { unitWords } from '../quantities/units.ts';
import { type Candidates, makeSpeller, type Speller } from '../text/spelling.ts';
import type { ReadingKnowledge } from '../types.ts';
import { type NameEntry, nameWords } from './names.ts';
import { CUES } from './readings.ts';

type Vocabulary = ReadingKnowledge['vocabulary'];

/** Words of patterns shorter than this are too close to others to be guessed at. */
const SHORTEST_GUESSED = 5;

/**
 * The speller of a vocabulary: it guesses at names, units, numbers and the words of phrases and cues; the words of all
 * other patterns are known and never a guess.
 */
export function buildSpeller(
  { vocabulary }: ReadingKnowledge,
  names: readonly NameEntry[],
  speech: readonly string[],
): Speller {
  const { ordinary, alike } = vocabulary.spelling;
  const known = [
    ...names.flatMap(({ words }) => words),
    ...numberWords(),
    ...unitWords(),
    ...wordsIn([ordinary, ...speech, ...factsOf(vocabulary), ...Object.values(vocabulary.sets).flat()]),
    ...vocabulary.counted.others,
  ];
  return makeSpeller(new Set(known), () => guessedWords(vocabulary, names), alike);
}

/** What a misspelt word may have been meant to be. Words of refusing, of which there are many, are not guessed at. */
function guessedWords(vocabulary: Vocabulary, names: readonly NameEntry[]): Candidates {
  const exact = exactWords(vocabulary.names);
  const ofNames = names.flatMap(({ words }) => words).filter((word) => !exact.has(word));
  const facts = factsOf(vocabulary);
  const ofFacts = [...wordsIn(facts), ...wordsIn(setsNamedIn(facts, vocabulary))];
  const inflected = wordsIn(vocabulary.phrases.flatMap(({ say }) => say)).flatMap(inflectionsOf);
  const long = [...unitWords(), ...ofFacts, ...inflected].filter((word) => word.length >= SHORTEST_GUESSED);
  const short = [...unitWords(), ...ofFacts].filter((word) => word.length < SHORTEST_GUESSED);
  return { words: [...ofNames, ...numberWords(), ...long], onlySwapped: short };
}

/** The patterns that state facts, and the nouns that are counted. */
function factsOf({ phrases, readings, counted }: Vocabulary): string[] {
  return [
    ...phrases.flatMap(({ say }) => say),
    ...readings.flatMap((reading) => CUES.flatMap((cue) => reading[cue])),
    ...counted.events,
  ];
}

function setsNamedIn(patterns: readonly string[], { sets }: Vocabulary): string[] {
  const named = new Set(patterns.join(' ').match(/@[\w-]+/g));
  return Object.entries(sets).flatMap(([name, words]) => (named.has(`@${name}`) ? words : []));
}

/** "joining" and "joins" for "join": people misspell what they inflect; where it is no word it does no harm. */
function inflectionsOf(word: string): string[] {
  const gerund = word.endsWith('ing') ? [] : [`${word.replace(/e$/, '')}ing`];
  return word.endsWith('s') ? gerund : [...gerund, `${word}s`];
}

/** Words that only exact names have. */
function exactWords(names: Vocabulary['names']): Set<string> {
  const of = (exact: boolean): string[] =>
    names.filter((name) => name.exact === exact).flatMap(({ say }) => say.flatMap(nameWords));
  const others = new Set(of(false));
  return new Set(of(true).filter((word) => !others.has(word)));
}

/** All words of some patterns, each once, in lower case; the signs of patterns part words. */
function wordsIn(patterns: readonly string[]): string[] {
  return [
    ...new Set(
      patterns
        .join(' ')
        .toLowerCase()
        .match(/[a-zß-ÿ][a-zß-ÿ']*/g),
    ),
  ];
}
