import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Matchable } from '../lexicon/matchable.ts';
import type { Name } from '../lexicon/names.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { quantityKeys } from '../quantities/quantity-keys.ts';
import { readQuantity } from '../quantities/read-quantity.ts';
import type { Source } from '../quantities/source.ts';
import { remember } from './memo.ts';
import { wordKeys } from './stem.ts';
import type { Token } from './tokens.ts';

type Place = Matchable & {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Counts from 0; a full stop, a question mark or a new line begins the next. */
  readonly sentence: number;
};

/** A text cut into what patterns speak of: words, signs, quantities and names. */
export type Piece = Place &
  (
    | { readonly kind: 'word' | 'sign' }
    | { readonly kind: 'quantity'; readonly quantity: Quantity }
    | { readonly kind: 'name'; readonly name: Name }
  );
export type QuantityPiece = Piece & { readonly kind: 'quantity' };

type Content = Matchable &
  (
    | { readonly kind: 'word' | 'sign' }
    | { readonly kind: 'quantity'; readonly quantity: Quantity }
    | { readonly kind: 'name'; readonly name: Name }
  );
type Read = { readonly next: number; readonly content: Content };

const HARD = new Set(['.', '!', '?', ';', '\n']);
const SOFT = new Set([',', ':', '(', ')', '-', '[', ']', '|']);
const PLAIN = new Set(['/', '+', '&', '<', '>', '~', '=', '≤', '≥', '≈', '*', '×', '%', '$', '€']);
const COUNTS = new Set(['one', 'two', 'three', 'four', 'several', 'many', 'some', 'a']);

/** Join tokens to pieces: quantities first, then names (the longest first), then single words. */
export function makePieces(text: string, tokens: readonly Token[], lexicon: Lexicon): Piece[] {
  const pieces: Piece[] = [];
  const source: Source = { tokens, isCounted: lexicon.isCounted };
  let sentence = 0;
  for (let at = 0, next = 0; at < tokens.length; at = next) {
    const token = tokens[at] as Token;
    if (isSign(token) && !isKept(tokens, at)) {
      next = at + 1;
      continue;
    }
    const read = isSign(token) ? plainAt(token, at) : readAt(source, at, lexicon);
    next = read.next;
    const end = (tokens[next - 1] ?? token).end;
    const written = token.kind === 'number' ? text.slice(token.start, end) : token.text;
    pieces.push(pieceOf(read.content, written, token.start, end, sentence));
    if (read.content.kind === 'quantity') pieces.push(...namesInside(tokens, at, next, lexicon, sentence));
    if (isContractedName(read, tokens)) pieces.push(pieceOf(IS, 'is', end, end, sentence));
    if (read.content.barrier === 2) sentence += 1;
  }
  return pieces;
}

/** "500 GB go to S3 nightly" is one quantity up to its period; the names in it are said all the same. */
function namesInside(
  tokens: readonly Token[],
  from: number,
  to: number,
  lexicon: Lexicon,
  sentence: number,
): Piece[] {
  const names: Piece[] = [];
  for (let at = from + 1, next = at; at < to; at = next) {
    const read = nameAt(tokens, at, lexicon);
    next = read?.next ?? at + 1;
    const [first, last] = [tokens[at], tokens[next - 1]];
    if (read === null || next > to || first === undefined || last === undefined) continue;
    names.push(pieceOf(read.content, first.text, first.start, last.end, sentence));
  }
  return names;
}

function isSign({ kind }: Token): boolean {
  return kind === 'sign' || kind === 'break';
}

function readAt(source: Source, at: number, lexicon: Lexicon): Read {
  const { tokens } = source;
  return (
    numberedNameAt(tokens, at, lexicon) ??
    quantityAt(source, at) ??
    nameAt(tokens, at, lexicon) ??
    plainAt(tokens[at] as Token, at)
  );
}

function pieceOf(content: Content, text: string, start: number, end: number, sentence: number): Piece {
  const { kind, keys, barrier } = content;
  if (kind === 'quantity')
    return { kind, keys, barrier, text, start, end, sentence, quantity: content.quantity };
  if (kind === 'name') return { kind, keys, barrier, text, start, end, sentence, name: content.name };
  return { kind, keys, barrier, text, start, end, sentence };
}

function quantityAt(source: Source, at: number): Read | null {
  const read = readQuantity(source, at);
  if (read === null) return null;
  const { quantity, next } = read;
  const word = source.tokens[quantity.article ? next - 1 : at]?.text ?? '';
  return { next, content: { kind: 'quantity', keys: quantityKeys(quantity, word), barrier: 0, quantity } };
}

/** "Two Kafka streams" is a name that begins with a number. */
function numberedNameAt(tokens: readonly Token[], at: number, lexicon: Lexicon): Read | null {
  return COUNTS.has(tokens[at]?.text ?? '') ? nameAt(tokens, at, lexicon) : null;
}

function nameAt(tokens: readonly Token[], at: number, lexicon: Lexicon): Read | null {
  for (const { words, name } of lexicon.namesFrom(unowned(tokens[at]))) {
    if (!words.every((word, offset) => unowned(tokens[at + offset]) === word)) continue;
    const keys = nameKeys(words.length === 1 ? (words[0] ?? '') : '');
    return { next: at + words.length, content: { kind: 'name', keys, barrier: 0, name } };
  }
  return null;
}

/** Names of one word answer to that word too. */
const nameKeys = remember((word): readonly string[] => (word === '' ? ['$'] : ['$', ...wordKeys(word)]));
const signKeys = remember((sign): readonly string[] => [sign]);

/** "Flink's" is Flink. */
function unowned(token: Token | undefined): string {
  const text = token?.text ?? '';
  return text.endsWith("'s") ? text.slice(0, -2) : text;
}

/** "Python's off the table" is as much as "Python is"; where the ending shows possession the verb does no harm. */
function isContractedName({ content, next }: Read, tokens: readonly Token[]): boolean {
  return content.kind === 'name' && (tokens[next - 1]?.text.endsWith("'s") ?? false);
}

const IS: Content = { kind: 'word', keys: wordKeys('is'), barrier: 0 };

function plainAt(token: Token, at: number): Read {
  const isWord = token.kind === 'word' || token.kind === 'number';
  if (isWord) return { next: at + 1, content: { kind: 'word', keys: wordKeys(token.text), barrier: 0 } };
  return { next: at + 1, content: signContent(token.text) };
}

const signContent = remember(
  (sign): Content => ({ kind: 'sign', keys: signKeys(sign), barrier: barrierOf(sign) }),
);

function barrierOf(sign: string): 0 | 1 | 2 {
  if (HARD.has(sign)) return 2;
  return SOFT.has(sign) ? 1 : 0;
}

/** Quotes and other decoration are dropped, and so are points inside names. */
function isKept(tokens: readonly Token[], at: number): boolean {
  const { text } = tokens[at] as Token;
  if (text !== '.') return HARD.has(text) || SOFT.has(text) || PLAIN.has(text);
  const after = tokens[at + 1];
  return after === undefined || !after.glued || after.kind === 'sign' || after.kind === 'break';
}
