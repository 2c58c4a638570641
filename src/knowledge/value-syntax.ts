import { parseInterval, writeInterval } from './interval-syntax.ts';
import { parseItem, parseSet } from './item-syntax.ts';
import type { Criterion } from './model.ts';
import { type RequirementValue, UNKNOWN } from './requirements.ts';
import { wrongValue } from './value-error.ts';

export { ValueSyntaxError } from './value-error.ts';

const YES_WORDS = new Set(['yes', 'true', 'y']);
const NO_WORDS = new Set(['no', 'false', 'n']);
const UNKNOWN_WORD = 'unknown';

/**
 * Read the short form of a value, as used in criteria files, rules, `--set` and evaluation files:
 * intervals `<=100ms`, `>=1TB`, `100ms..1s`, `~5s`, `15k/s`, `none`, `level:seconds` (several parts joined by commas);
 * sets `spark,-scala` (minus: lacking); flags `yes` and `no`; choices by id; `unknown` for all.
 * A quantity without sign goes to the criterion's `bare` end.
 * @throws ValueSyntaxError naming what was expected, what came and the remedy.
 */
export function parseValue(criterion: Criterion, text: string): RequirementValue {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === UNKNOWN_WORD) return UNKNOWN;
  if (trimmed === '') throw wrongValue(criterion, text, 'a value', 'Leave it out, or write "unknown".');
  switch (criterion.kind) {
    case 'interval':
      return parseInterval(criterion, trimmed);
    case 'set':
      return parseSet(criterion, trimmed);
    case 'flag':
      return { kind: 'flag', value: parseFlag(criterion, trimmed) };
    case 'choice':
      return { kind: 'choice', value: parseItem(criterion, trimmed) };
  }
}

/** Write a value in the short form that `parseValue` reads back as the same value. */
export function writeValue(criterion: Criterion, value: RequirementValue): string {
  switch (value.kind) {
    case 'unknown':
      return UNKNOWN_WORD;
    case 'flag':
      return value.value ? 'yes' : 'no';
    case 'choice':
      return value.value;
    case 'set':
      return [...value.has, ...value.lacks.map((item) => `-${item}`)].join(',');
    case 'interval':
      return writeInterval(criterion, value);
  }
}

function parseFlag(criterion: Criterion, text: string): boolean {
  const word = text.toLowerCase();
  if (YES_WORDS.has(word)) return true;
  if (NO_WORDS.has(word)) return false;
  throw wrongValue(criterion, text, '"yes" or "no"', 'Write yes, no or unknown.');
}
