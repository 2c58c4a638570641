import type { Token } from './tokens.ts';

/**
 * Drop the hyphens that only join words ("exactly-once", "sub-100ms", "10-minute"), keep those between the ends of a
 * range ("30-60s", "5k-10k").
 */
export function joinHyphens(tokens: readonly Token[]): Token[] {
  return tokens.filter((token, at) => {
    const after = tokens[at + 1];
    if (token.text !== '-' || !token.glued || after === undefined || !after.glued) return true;
    return !isJoint(tokens, at, after);
  });
}

function isJoint(tokens: readonly Token[], at: number, after: Token): boolean {
  const before = tokens[at - 1];
  if (before === undefined || after.kind === 'sign' || before.kind === 'sign') return false;
  if (after.kind === 'word') return true;
  return before.kind === 'word' && !(before.glued && tokens[at - 2]?.kind === 'number');
}
