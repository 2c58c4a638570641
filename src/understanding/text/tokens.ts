/** A word, a number or a single sign, with its place in the cleaned text. */
export type Token = {
  readonly kind: 'word' | 'number' | 'sign' | 'break';
  /** In lower case, after spelling correction. */
  readonly text: string;
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** No space between this token and the one before. */
  readonly glued: boolean;
};

/** As many as 40,000 characters of prose have, the longest legal message; what has more is no prose. */
const MOST_TOKENS = 7_500;

/** A number, a word, space, or any other character. Each begins with a character no other begins with. */
const TOKEN =
  /\d+(?:[.,_]\d+|'\d{3}(?!\d))*(?:e[+-]?\d+(?![\p{L}\d]))?|\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*|\s+|./gisu;
const SPACE = /^\s/;
const LETTER = /^\p{L}/u;
const ORDINAL = /^(?:st|nd|rd|th)$/i;

/**
 * Cut a text into tokens. Letters and digits that belong together stay together (`p99`, `k8s`, `S3`), a number and
 * its unit are parted (`100ms` is `100` and `ms`, glued), ordinals are words. Ends at the most tokens read.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  let glued = false;
  for (const raw of text.match(TOKEN) ?? []) {
    const end = start + raw.length;
    const isSpace = isSpaceAt(raw);
    if (!isSpace) add(tokens, { kind: kindOf(raw), text: raw.toLowerCase(), raw, start, end, glued });
    else if (raw.includes('\n')) tokens.push({ kind: 'break', text: '\n', raw, start, end, glued: false });
    if (tokens.length >= MOST_TOKENS) break;
    glued = !isSpace;
    start = end;
  }
  return tokens;
}

/** Most characters are plain ASCII, for which comparing codes is many times cheaper than a regular expression. */
function isSpaceAt(raw: string): boolean {
  const code = raw.charCodeAt(0);
  return code < 128 ? code === 32 || (code >= 9 && code <= 13) : SPACE.test(raw);
}

function kindOf(raw: string): 'word' | 'number' | 'sign' {
  const code = raw.charCodeAt(0);
  if (code >= 48 && code <= 57) return 'number';
  if (code >= 128) return LETTER.test(raw) ? 'word' : 'sign';
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 'word' : 'sign';
}

function add(tokens: Token[], token: Token): void {
  const before = tokens.at(-1);
  if (before === undefined || !token.glued || !belongs(before, token, tokens.at(-2))) {
    tokens.push(token);
    return;
  }
  const raw = before.raw + token.raw;
  tokens[tokens.length - 1] = { ...before, kind: 'word', text: raw.toLowerCase(), raw, end: token.end };
}

/** `p` + `99`, `k8` + `s`, `99` + `th`, `not` + `_`; but not a unit behind a number and its digits (`1h30`). */
function belongs(before: Token, token: Token, earlier: Token | undefined): boolean {
  if (before.kind === 'number') return token.kind === 'word' && ORDINAL.test(token.text);
  if (before.kind !== 'word') return false;
  const isUnit = before.glued && earlier?.kind === 'number';
  return !isUnit && (token.kind !== 'sign' || token.text === '_');
}
