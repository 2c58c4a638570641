import type { Token } from './tokens.ts';

/** Letters that scale what is counted when they stand glued to it: "70 kcalls/s", "2 Mevents/s". */
const SCALING = /^[kM]\p{L}{2,}/u;

/** Part a scale letter from the counted word it is glued to, behind a number. */
export function splitScales(tokens: readonly Token[], isCounted: (word: string) => boolean): Token[] {
  return tokens.flatMap((token, at) => {
    const isScaled =
      token.kind === 'word' &&
      tokens[at - 1]?.kind === 'number' &&
      SCALING.test(token.raw) &&
      !isCounted(token.text) &&
      isCounted(token.text.slice(1));
    if (!isScaled) return [token];
    const letter = {
      ...token,
      text: token.text.slice(0, 1),
      raw: token.raw.slice(0, 1),
      end: token.start + 1,
    };
    const word = {
      ...token,
      text: token.text.slice(1),
      raw: token.raw.slice(1),
      start: token.start + 1,
      glued: true,
    };
    return [letter, word];
  });
}
