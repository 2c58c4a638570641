/**
 * Advance widths of Inter Regular in hundredths of an em, for the characters from space to tilde, from the `hmtx` table of
 * its font file (version 4, SIL Open Font License). Kerning is left out: it makes texts a little narrower.
 */
const WIDTHS = [
  29, 29, 47, 64, 65, 99, 65, 30, 37, 37, 51, 67, 29, 46, 29, 37, 64, 41, 61, 62, 65, 60, 63, 57, 62, 63, 29,
  31, 67, 67, 67, 52, 97, 69, 66, 74, 73, 61, 60, 75, 75, 27, 58, 68, 57, 91, 76, 77, 64, 77, 65, 65, 65, 75,
  69, 99, 69, 68, 63, 37, 37, 37, 48, 46, 33, 57, 62, 58, 62, 59, 38, 62, 60, 25, 25, 55, 25, 88, 60, 60, 62,
  62, 38, 53, 33, 60, 57, 82, 55, 57, 56, 43, 34, 43, 67,
];
const FIRST = 0x20;
/** SemiBold is this much wider on the whole. */
const SEMI_BOLD = 1.05;
/** Latin, Greek and Cyrillic beyond ASCII; other scripts may be wider and count a full em. */
const ALPHABETS = /[\u00a0-\u052f\u2000-\u22ff]/;

/** How wide a text is at this size in pixels. */
export function textWidth(text: string, size: number, weight: 400 | 600 = 400): number {
  let hundredths = 0;
  for (const character of text) hundredths += widthOf(character);
  return (hundredths / 100) * size * (weight === 600 ? SEMI_BOLD : 1);
}

function widthOf(character: string): number {
  const known = WIDTHS[(character.codePointAt(0) ?? 0) - FIRST];
  return known ?? (ALPHABETS.test(character) ? 75 : 100);
}

/** The text, or as much of it as fits with an ellipsis; never half a character. */
export function fitted(text: string, size: number, width: number, weight: 400 | 600 = 400): string {
  if (textWidth(text, size, weight) <= width) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (textWidth(`${kept}${segment}…`, size, weight) > width) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The text on at most this many lines, broken between words; what is left over ends in an ellipsis. */
export function wrapped(
  text: string,
  size: number,
  width: number,
  most: number,
  weight: 400 | 600 = 400,
): string[] {
  const lines: string[] = [];
  let open = '';
  const words = text.split(' ').filter((word) => word !== '');
  for (const [at, word] of words.entries()) {
    const longer = open === '' ? word : `${open} ${word}`;
    if (textWidth(longer, size, weight) <= width) {
      open = longer;
      continue;
    }
    if (lines.length === most - 1)
      return [...lines, fitted([open, ...words.slice(at)].join(' ').trim(), size, width, weight)];
    if (open !== '') lines.push(open);
    open = word;
  }
  return [...lines, fitted(open, size, width, weight)];
}
