import { z } from 'zod';
import { isDirect } from '../keys.ts';
import { mentions, mentionsOthers, plainWords } from '../text-in.ts';

/** Subtypes that are ordinary messages all the same: "also send to channel", and one with a file. */
const ACCEPTED_SUBTYPES: ReadonlySet<string> = new Set(['thread_broadcast', 'file_share']);

/** The fields of a `message` or `app_mention` event that are read. */
const messageSchema = z.object({
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  text: z.string().optional(),
});

/** A message meant for us: who, where, and what was said in plain words. */
export type Heard = {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly words: string;
  /** Root of the thread it was written in; null at the top level. */
  readonly thread: string | null;
  readonly place: 'direct' | 'channel';
  readonly mentioned: boolean;
};

export type Sorted =
  | { readonly kind: 'heard'; readonly heard: Heard }
  | { readonly kind: 'drop'; readonly reason: string };

/**
 * Whether a message is for us, before anything of it is logged or stored: a joined channel delivers everything said in
 * it. In channels we hear mentions, and in threads what is addressed to nobody else; in direct messages everything.
 */
export function sortMessage(event: unknown, botUserId: string): Sorted {
  const read = messageSchema.safeParse(event);
  if (!read.success) return drop('unreadable');
  const { channel, ts, thread_ts: thread = null, user, bot_id: bot, subtype, text = '' } = read.data;
  if (subtype !== undefined && !ACCEPTED_SUBTYPES.has(subtype)) return drop('subtype');
  if (bot !== undefined || user === undefined || user === botUserId) return drop('bot');
  const direct = isDirect(channel);
  const mentioned = mentions(text, botUserId);
  if (!direct && !mentioned) {
    if (thread === null) return drop('not-in-a-thread');
    if (mentionsOthers(text, botUserId)) return drop('addressed-to-others');
  }
  const words = plainWords(text, botUserId);
  if (words === '' && !mentioned) return drop('no-words');
  const place = direct ? 'direct' : 'channel';
  return { kind: 'heard', heard: { channel, ts, user, words, thread, place, mentioned } };
}

function drop(reason: string): Sorted {
  return { kind: 'drop', reason };
}
