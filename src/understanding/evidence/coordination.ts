import type { Piece } from '../text/pieces.ts';
import type { Span } from '../text/span.ts';

/** Pieces back to what "it" stands for. */
const REFERENCE = 16;
const LINKS = new Set(['and', 'or', 'nor', '/', '&', '+', ',']);
/** A name with one of these behind it begins a clause of its own: "we dropped Spark and Flink is next". */
const VERBS = new Set('is are was were has have had can will would does do runs works it we'.split(' '));

/** Words that stand for several things, or agree with several. */
export const PLURALS: ReadonlySet<string> = new Set(
  "them those these they both either neither none are were have aren't weren't don't haven't they're".split(
    ' ',
  ),
);

/** Whether the words of a stretch speak of several things. */
export function isPlural(pieces: readonly Piece[], { from, to }: Span): boolean {
  return pieces.slice(from, to).some(({ text }) => PLURALS.has(text));
}

/** The names joined to the one at a place, onwards: "Spark, Flink and Scala". */
export function namesFrom(pieces: readonly Piece[], at: number): Span {
  let to = at + 1;
  for (;;) {
    const next = afterLinks(pieces, to, 1);
    const behind = pieces[next + 1]?.text ?? '';
    if (next === to || pieces[next]?.kind !== 'name' || VERBS.has(behind)) return { from: at, to };
    to = next + 1;
  }
}

/** Where the list of names that ends at a place begins. */
export function namesUpTo(pieces: readonly Piece[], at: number): number {
  let from = at;
  for (;;) {
    const next = afterLinks(pieces, from - 1, -1);
    if (next === from - 1 || pieces[next]?.kind !== 'name') return from;
    from = next;
  }
}

function afterLinks(pieces: readonly Piece[], at: number, step: 1 | -1): number {
  let next = at;
  while (LINKS.has(pieces[next]?.text ?? '')) next += step;
  return next;
}

/** The name spoken of last before a place, or the whole list it ends where several are meant; null when there is none. */
export function namedBefore(pieces: readonly Piece[], before: number, several: boolean): Span | null {
  for (let at = before - 1; at >= Math.max(0, before - REFERENCE); at -= 1) {
    if (pieces[at]?.kind === 'name') return { from: several ? namesUpTo(pieces, at) : at, to: at + 1 };
  }
  return null;
}

/** Words between a topic and the denial in its comment: "Java? We have NO clue". */
const MOST_IN_COMMENT = 4;
/** Words before and behind the names of a topic: "any Python folks?", "Python in production?". */
const MOST_BESIDE_TOPIC = 3;
const TOPIC_ENDS = new Set(['?', ':', '-']);

/**
 * What a comment speaks of that stands in a clause of its own before it: "Java? Not in my lifetime", "late data? doesn't
 * exist". Null where that clause has nothing to deny, or says more. `mark` may end the topic too.
 */
export function topicOf(
  pieces: readonly Piece[],
  cue: number,
  told: ReadonlySet<number>,
  mark = '',
): Span | null {
  let end = cue - 1;
  while (end > cue - 1 - MOST_IN_COMMENT && pieces[end]?.barrier === 0) end -= 1;
  const sign = pieces[end]?.text ?? '';
  if (!(TOPIC_ENDS.has(sign) || sign === mark)) return null;
  const most = sign === mark ? 0 : MOST_BESIDE_TOPIC;
  const topic = objectsUpTo(pieces, end, told, most);
  if (topic === null) return null;
  const clause = clauseStart(pieces, topic.from);
  return topic.from - clause + end - topic.to <= most ? topic : null;
}

/** The names, or the phrase, that end at a place but for some words. */
function objectsUpTo(
  pieces: readonly Piece[],
  end: number,
  told: ReadonlySet<number>,
  most: number,
): Span | null {
  for (let to = end; to > 0 && to >= end - most; to -= 1) {
    const piece = pieces[to - 1];
    if (piece?.kind === 'name') return { from: namesUpTo(pieces, to - 1), to };
    if (told.has(to - 1)) return { from: startOfTold(told, to - 1), to };
    if (piece === undefined || piece.barrier > 0) return null;
  }
  return null;
}

function clauseStart(pieces: readonly Piece[], at: number): number {
  let from = at;
  while (pieces[from - 1]?.barrier === 0) from -= 1;
  return from;
}

function startOfTold(told: ReadonlySet<number>, at: number): number {
  let from = at;
  while (told.has(from - 1)) from -= 1;
  return from;
}
