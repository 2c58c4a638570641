import { readDigits } from './digits.ts';
import { isArticleAt, type NumberRead, numberRead, type Source } from './source.ts';
import { readPart, readSpelled, readVague } from './spoken-numbers.ts';

/**
 * Read the number that starts at a token: digits or words, with scale words and fractions; an article counts as one.
 * Null when there is none.
 */
export function readNumber(source: Source, at: number): NumberRead | null {
  return (
    readDigits(source, at) ??
    readVague(source, at) ??
    readPart(source, at) ??
    readSpelled(source, at) ??
    (isArticleAt(source, at) ? numberRead(1, at + 1, { article: true }) : null)
  );
}
