import type { Token } from './tokens.ts';

/** Behind these a full stop ends no sentence when more follows. */
const ABBREVIATIONS = new Set(
  'e g i eg ie approx vs etc max min sec secs mins hr hrs incl resp ca mio mln bn mrd no nr st'.split(' '),
);

const UNITS = new Set('sec secs min mins hr hrs'.split(' '));

/**
 * Drop the signs that belong to words: hyphens that only join ("exactly-once", "sub-100ms", "10-minute"), unlike those
 * between the ends of a range ("30-60s", "5k-10k"), and the points of abbreviations ("3.5 mio. records").
 */
export function joinWords(tokens: readonly Token[]): Token[] {
  return tokens.filter((token, at) => {
    if (token.kind !== 'sign' || !token.glued || (token.text !== '.' && token.text !== '-')) return true;
    const after = tokens[at + 1];
    if (after === undefined || after.kind === 'break') return true;
    if (token.text === '.') return !isAbbreviated(tokens[at - 1], after);
    return !after.glued || !isJoint(tokens, at, after);
  });
}

/** "3.5 mio. records"; but behind the unit of "10 min. Any catch?" a capital letter begins a sentence. */
function isAbbreviated(before: Token | undefined, after: Token): boolean {
  const text = before?.text ?? '';
  if (UNITS.has(text) && !after.glued && /^\p{Lu}/u.test(after.raw)) return false;
  return ABBREVIATIONS.has(text);
}

function isJoint(tokens: readonly Token[], at: number, after: Token): boolean {
  const before = tokens[at - 1];
  if (before === undefined || after.kind === 'sign' || before.kind === 'sign') return false;
  if (after.kind === 'word') return true;
  return before.kind === 'word' && !(before.glued && tokens[at - 2]?.kind === 'number');
}
