import type { App } from '@slack/bolt';
import { z } from 'zod';
import { errorFields } from '../../../http/error-fields.ts';
import { limitText } from '../../../turns/limits.ts';
import type { Target } from '../../../turns/types.ts';
import { CALLBACK, conversationKey, deliveryKey, isDirect, placeOf } from '../keys.ts';
import type { Person } from '../notice.ts';
import { describeModal } from '../render/describe-modal.ts';
import { plainWords } from '../text-in.ts';
import { PLATFORM } from '../types.ts';
import { words } from '../words.ts';
import type { Door } from './door.ts';

/** Shortcuts this code answers; the manifest must offer exactly these. */
export const SHORTCUTS = [
  { callback: CALLBACK.pick, type: 'message' },
  { callback: CALLBACK.begin, type: 'global' },
] as const;

/** The fields of a `message_action` payload that are read. */
const pickSchema = z.object({
  user: z.object({ id: z.string(), username: z.string().optional(), name: z.string().optional() }),
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional(), text: z.string().optional() }),
  response_url: z.string().optional(),
});
type Pick = z.infer<typeof pickSchema>;

/** Shortcuts, and one that we do not know: it is acknowledged, so that nobody waits for a timeout. */
export function listenToShortcuts(app: App, door: Door): void {
  app.shortcut(/.*/, async ({ shortcut, body, context, client, ack }) => {
    const { callback_id: callback } = shortcut;
    if (callback === CALLBACK.begin)
      await client.views.open({ trigger_id: shortcut.trigger_id, view: describeModal() });
    else if (callback === CALLBACK.pick)
      await pick(body, context.teamId ?? '', context.botUserId ?? '', door);
    else door.count('dropped', 'unknown-shortcut');
    await ack();
  });
}

/** "Pick a stream engine for this": the message's words are the first of a conversation in its thread. */
async function pick(body: unknown, team: string, botUserId: string, door: Door): Promise<void> {
  const read = pickSchema.safeParse(body);
  if (!read.success) return door.count('dropped', 'unreadable-shortcut');
  const { message } = read.data;
  const text = plainWords(message.text ?? '', botUserId);
  const person = personOf(read.data, team);
  if (text === '') return door.notify(person, words.nothingInMessage);
  try {
    await handOver(read.data, team, text, door);
  } catch (error) {
    door.count('failed', 'shortcut');
    door.log.error(errorFields(error), 'slack shortcut not carried out');
    await door.notify(person, words.notSaved);
  }
}

/** A thread that has a conversation takes the words into it; any other thread gets one. */
async function handOver(one: Pick, team: string, text: string, door: Door): Promise<void> {
  const { user, channel, message, trigger_id: id } = one;
  const thread = isDirect(channel.id) ? null : (message.thread_ts ?? message.ts);
  const key = conversationKey(team, channel.id, thread);
  const send = (target: Target, kind: 'say' | 'start') =>
    door.turns.handle({
      key: deliveryKey.interaction('shortcut', id),
      platform: PLATFORM,
      workspace: team,
      actor: { id: user.id, name: user.username ?? user.name ?? '' },
      address: { team, channel: channel.id, thread, responseUrl: one.response_url ?? null },
      target,
      event: { kind, text },
      place: placeOf(team, channel.id),
    });
  const known = await send({ by: 'key', key, orCreate: false }, 'say');
  const result =
    known.status === 'unknown-conversation' ? await send({ by: 'key', key, orCreate: true }, 'start') : known;
  const outcome = result.status === 'limited' ? limitText(result) : words.picked;
  await door.notify(personOf(one, team), result.status === 'damaged' ? words.damaged : outcome);
}

function personOf({ user, channel, message, response_url }: Pick, team: string): Person {
  return {
    team,
    user: user.id,
    channel: channel.id,
    thread: message.thread_ts ?? null,
    responseUrl: response_url ?? null,
  };
}
