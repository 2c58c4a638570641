import type { Held, HeldReply, HeldTurn } from '../store/holdings.ts';

/** Stands where a person's id stood. */
export const DELETED = 'deleted';
const REMOVED_WORDS = '[deleted]';
/** Shorter words are labels of buttons or bare numbers, which say nothing of a person and stand in others' texts too. */
const SHORTEST_WORDS = 8;
/** In place of what was said in a turn of the person. */
const EMPTY_VIEW = JSON.stringify({ kind: 'note', text: '', title: '', lines: [], controls: [] });

/**
 * A conversation without one of the people in it: the values they gave stay, since others built on them, but not that it
 * was they, nor in which words; what was answered to them goes. Null when a part cannot be read, and so not be cleaned.
 */
export function scrub(held: Held, person: string): Held | null {
  try {
    const state: unknown = held.state === null ? null : JSON.parse(held.state);
    const clean = cleaner(person, wordsOf(state, person));
    return {
      ...held,
      state: state === null ? null : JSON.stringify(clean(state)),
      transcript: held.transcript.map((turn) => cleanTurn(turn, person, clean)),
      outbox: held.outbox.map((reply) => cleanReply(reply, person, clean)),
      undelivered: held.undelivered.map((one) => (one.actor === person ? { ...one, actor: DELETED } : one)),
      shares: held.shares.map((share) => (share.by === person ? { ...share, by: DELETED } : share)),
    };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Whether this text names the person: as a whole word, since one id may begin another. */
export function names(text: string, id: string): boolean {
  return wholeWord(id).test(text);
}

type Clean = (value: unknown) => unknown;

function cleanTurn(turn: HeldTurn, person: string, clean: Clean): HeldTurn {
  if (turn.actor === person) return { ...turn, actor: DELETED, replies: '[]' };
  return { ...turn, replies: JSON.stringify(clean(JSON.parse(turn.replies))) };
}

function cleanReply(reply: HeldReply, person: string, clean: Clean): HeldReply {
  if (reply.actor === person) return { ...reply, actor: DELETED, view: EMPTY_VIEW };
  // Without a view of its own it shows what the transcript holds.
  if (reply.view === null) return reply;
  return { ...reply, view: JSON.stringify(clean(JSON.parse(reply.view))) };
}

/** Everything the person is remembered to have typed. */
function wordsOf(value: unknown, person: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => wordsOf(one, person));
  if (!isRecord(value)) return [];
  const own = value['by'] === person && typeof value['words'] === 'string' ? [value['words']] : [];
  return [...own, ...Object.values(value).flatMap((one) => wordsOf(one, person))];
}

function cleaner(person: string, words: readonly string[]): Clean {
  const id = wholeWord(person, 'g');
  const long = words.filter((one) => one.length >= SHORTEST_WORDS);
  const text = (from: string): string =>
    long.reduce((sum, one) => sum.replaceAll(one, REMOVED_WORDS), from).replace(id, DELETED);
  const clean: Clean = (value) => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(clean);
    if (!isRecord(value)) return value;
    const own = value['by'] === person && 'words' in value ? { ...value, words: '' } : value;
    return Object.fromEntries(Object.entries(own).map(([key, one]) => [text(key), clean(one)]));
  };
  return clean;
}

function wholeWord(id: string, flags = ''): RegExp {
  return new RegExp(`(?<![\\w-])${escaped(id)}(?![\\w-])`, flags);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
