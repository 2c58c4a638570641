import type { Criterion } from './model.ts';

/** A text that is no value of its criterion. The message says what was expected and what came. */
export class ValueSyntaxError extends Error {
  readonly code = 'VALUE_SYNTAX';
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.name = 'ValueSyntaxError';
    this.remedy = remedy;
  }
}

/** The error for a text that should have been `expected`. */
export function wrongValue(
  criterion: Pick<Criterion, 'id'>,
  text: string,
  expected: string,
  remedy: string,
): ValueSyntaxError {
  return new ValueSyntaxError(`${criterion.id}: expected ${expected}, got "${text}".`, remedy);
}
