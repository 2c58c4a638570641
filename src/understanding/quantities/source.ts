import type { Token } from '../text/tokens.ts';

/** Tokens, and the test for words that are counted ("events"), which decides whether `5m` is minutes or millions. */
export type Source = {
  readonly tokens: readonly Token[];
  readonly isCounted: (word: string) => boolean;
};

/** A number read from tokens; `next` is the first token behind it. */
export type NumberRead = {
  readonly value: number;
  readonly next: number;
  /** Worded ("a few hundred"), so only its order of magnitude is meant. */
  readonly vague: boolean;
  /** Only an article ("a second"), which is as often no number at all. */
  readonly article: boolean;
  /** The word "one", which with a time ("one sec") is as often no number either. */
  readonly one: boolean;
  /** The factor that a word or letter behind the digits gave, for ranges such as "10-20k". */
  readonly scale: number;
};

/** The text of a token, empty where there is none. */
export function textAt({ tokens }: Source, at: number): string {
  return tokens[at]?.text ?? '';
}

/** Whether "a" or "an" stands there. */
export function isArticleAt(source: Source, at: number): boolean {
  const text = textAt(source, at);
  return text === 'a' || text === 'an';
}

/** The first token behind "of", "of a" and "of an", if such stands there. */
export function skipOf(source: Source, at: number): number {
  if (textAt(source, at) !== 'of') return at;
  return isArticleAt(source, at + 1) ? at + 2 : at + 1;
}

/** An exact number without a scale. */
export function numberRead(value: number, next: number, more: Partial<NumberRead> = {}): NumberRead {
  return { value, next, vague: false, article: false, one: false, scale: 1, ...more };
}
