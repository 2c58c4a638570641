import type { Token } from './tokens.ts';

/** Lists with more items than this are not written into a message. */
const MOST_ITEMS = 9;
/** Tokens in which a bracket may stand open before a number. */
const NEARBY = 12;

/**
 * Turn the numbers of list items ("(1) alerts, (2) reports", "1. Kafka in") into the full stops they stand for, since
 * they count nothing. A single such number is no list: "ten (10) seconds".
 */
export function withoutListNumbers(tokens: readonly Token[]): Token[] {
  const markers = tokens.flatMap((_, at) => markerAt(tokens, at) ?? []);
  const isList = [1, 2].every((number) => markers.some((marker) => marker.number === number));
  if (!isList) return [...tokens];
  const starts = new Map(markers.map((marker) => [marker.from, marker]));
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const marker = starts.get(at);
    if (marker === undefined) kept.push(token);
    else {
      if (kept.length > 0) kept.push({ ...token, kind: 'sign', text: ';', raw: ';', glued: false });
      at = marker.to - 1;
    }
  }
  return kept;
}

type Marker = { readonly number: number; readonly from: number; readonly to: number };

/** "(1)" anywhere, "1)" behind a space, and "1." at the beginning of a line. */
function markerAt(tokens: readonly Token[], at: number): Marker | null {
  const isOpened = tokens[at]?.text === '(';
  const from = isOpened ? at + 1 : at;
  const token = tokens[from];
  const close = tokens[from + 1]?.text;
  if (token?.kind !== 'number' || !/^\d$/.test(token.text)) return null;
  const startsLine = at === 0 || tokens[at - 1]?.kind === 'break';
  const isMarked = close === ')' ? isOpened || startsItem(tokens, at) : close === '.' && startsLine;
  const isNumber = tokens[from + 2]?.kind === 'number' && tokens[from + 2]?.glued;
  const number = Number(token.text);
  if (!isMarked || isNumber || number < 1 || number > MOST_ITEMS) return null;
  return { number, from: at, to: from + 2 };
}

/** No bracket is open nearby that the ")" would close: "1) Kafka in 2) Postgres out", but not "(5, 15 or 3)". */
function startsItem(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - NEARBY), at).map(({ text }) => text);
  return tokens[at]?.glued === false && before.lastIndexOf('(') <= before.lastIndexOf(')');
}
