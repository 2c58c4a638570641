import { numberWords } from '../quantities/number-words.ts';
import { unitWords } from '../quantities/units.ts';
import { makeSpeller, type Speller } from '../text/spelling.ts';
import type { ReadingKnowledge } from '../types.ts';
import { type NameEntry, nameWords } from './names.ts';
import { CUES } from './readings.ts';

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
  const exact = exactWords(vocabulary.names);
  const ofNames = names.flatMap(({ words }) => words).filter((word) => !exact.has(word));
  const ofFacts = [
    ...vocabulary.phrases.flatMap(({ say }) => say),
    ...vocabulary.readings.flatMap((reading) => CUES.flatMap((cue) => reading[cue])),
    ...Object.values(vocabulary.sets).flat(),
    ...vocabulary.counted.events,
  ].flatMap(plainWords);
  const inflected = vocabulary.phrases.flatMap(({ say }) => say.flatMap(plainWords)).flatMap(inflectionsOf);
  const long = [...unitWords(), ...ofFacts, ...inflected].filter((word) => word.length >= SHORTEST_GUESSED);
  const short = [...unitWords(), ...ofFacts].filter((word) => word.length < SHORTEST_GUESSED);
  const { ordinary, alike } = vocabulary.spelling;
  return makeSpeller(
    [...ofNames, ...numberWords(), ...long],
    short,
    [
      ...ordinary.split(/\s+/),
      ...speech.flatMap(plainWords),
      ...ofFacts,
      ...exact,
      ...vocabulary.counted.others,
    ],
    alike,
  );
}

/** "joining" and "joins" for "join": people misspell what they inflect; where it is no word it does no harm. */
function inflectionsOf(word: string): string[] {
  const gerund = word.endsWith('ing') ? [] : [`${word.replace(/e$/, '')}ing`];
  return word.endsWith('s') ? gerund : [...gerund, `${word}s`];
}

/** Words that only exact names have. */
function exactWords(names: ReadingKnowledge['vocabulary']['names']): Set<string> {
  const of = (exact: boolean): string[] =>
    names.filter((name) => name.exact === exact).flatMap(({ say }) => say.flatMap(nameWords));
  const others = new Set(of(false));
  return new Set(of(true).filter((word) => !others.has(word)));
}

function plainWords(pattern: string): string[] {
  return pattern
    .split(/[\s|_-]+/)
    .map((word) => word.replace(/[?*=]/g, ''))
    .filter((word) => /^\p{L}[\p{L}']*$/u.test(word));
}
