import { PARTS_SPOKEN, SCALE_LETTERS, SCALES_SPOKEN } from './number-words.ts';
import { type NumberRead, numberRead, type Source, textAt } from './source.ts';

/** More scale words in a row than anybody says ("hundred thousand"). */
const MOST_SCALES = 3;
/** Behind a glued `b` or `t` these show that it counts and is no unit. */
const RATE_SIGNS = new Set(['/', 'per', 'a', 'an', 'daily', 'each', 'every']);

/** Read scale letters and words behind a number: "k", "million", "hundred thousand". */
export function readScaled(source: Source, at: number, value: number, vague = false): NumberRead {
  const letter = scaleLetter(source, at);
  let next = letter === null ? at : at + 1;
  let scale = letter ?? 1;
  for (; next < at + MOST_SCALES; next += 1) {
    const word = SCALES_SPOKEN.get(textAt(source, next));
    if (word === undefined) break;
    scale *= word;
  }
  return numberRead(value * scale, next, { vague, scale });
}

/** "2 and a half million": the half of what was counted so far. */
export function readHalf(source: Source, read: NumberRead): NumberRead {
  const [and, a, part] = [0, 1, 2].map((offset) => textAt(source, read.next + offset));
  const share = and === 'and' && a === 'a' ? PARTS_SPOKEN.get(part ?? '') : undefined;
  if (share === undefined) return read;
  const half = readScaled(source, read.next + 3, read.value / read.scale + share, read.vague);
  // "A million and a half" has its scale before the half.
  const value = half.scale === 1 ? half.value * read.scale : half.value;
  return { ...half, value, scale: Math.max(half.scale, read.scale) };
}

/** `k` and `M` always scale; `m`, `b` and `t` only where something counted or a rate follows, not in "1m/10m/1h". */
function scaleLetter(source: Source, at: number): number | null {
  const token = source.tokens[at];
  const scale = token?.kind === 'word' ? SCALE_LETTERS.get(token.text) : undefined;
  if (token === undefined || scale === undefined) return null;
  if (token.raw === 'M' || token.text === 'k') return scale;
  const follower = textAt(source, at + 1);
  const isListed = follower === '/' && source.tokens[at + 2]?.kind === 'number';
  if (isListed) return null;
  return token.glued && (RATE_SIGNS.has(follower) || source.isCounted(follower)) ? scale : null;
}
