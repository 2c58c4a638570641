import type { Criterion } from '../../knowledge/model.ts';
import type { RequirementValue } from '../../knowledge/requirements.ts';
import { parseValue } from '../../knowledge/value-syntax.ts';
import type { Vocabulary } from '../../knowledge/vocabulary.ts';
import type { How } from '../types.ts';
import { compilePatterns, type PatternSet } from './patterns.ts';

/** A phrase that means a value; `row` is its number in the vocabulary. */
export type Phrase = {
  readonly criterion: Criterion;
  readonly value: RequirementValue;
  readonly how: How;
  readonly weak: boolean;
  readonly whenAsked: boolean;
  readonly row: number;
};

/** Compile the phrases, and the patterns that keep them from holding, by the same row numbers. */
export function buildPhrases(
  vocabulary: Vocabulary,
  criteria: ReadonlyMap<string, Criterion>,
): { phrases: PatternSet<Phrase>; unless: PatternSet<number> } {
  const phrases = vocabulary.phrases.flatMap((phrase, row) => {
    const criterion = criteria.get(phrase.criterion);
    if (criterion === undefined) return [];
    const { how, weak, whenAsked } = phrase;
    const value = parseValue(criterion, phrase.value);
    const data: Phrase = { criterion, value, how, weak, whenAsked, row };
    return phrase.say.map((say) => ({ say, data }));
  });
  const unless = vocabulary.phrases.flatMap((phrase, row) =>
    phrase.unless.map((say) => ({ say, data: row })),
  );
  return {
    phrases: compilePatterns(phrases, vocabulary.sets),
    unless: compilePatterns(unless, vocabulary.sets),
  };
}
