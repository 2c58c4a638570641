import { slackCode } from '../deliver/slack-errors.ts';
import { conversationKey } from '../keys.ts';
import { words } from '../words.ts';
import { onConversation } from './begin.ts';
import { writeDirectly } from './direct.ts';
import type { Door } from './door.ts';
import type { Press } from './press.ts';
import { conversationOf, tellOutcome } from './to-conversation.ts';

/** "Join this channel", so that typed replies are heard; where we may not, how people bring us in. */
export async function joinHere({ client, here, person }: Press, door: Door): Promise<void> {
  try {
    await client.conversations.join({ channel: here.channel });
    await door.notify(person, words.joined);
  } catch (error) {
    const code = slackCode(error);
    if (code === null) throw error;
    door.log.info({ code, channel: here.channel }, 'slack channel not joined on request');
    await door.notify(person, words.cannotJoin);
  }
}

/** "Continue in a direct message": the conversation moves there, for the person who began it. */
export async function goDirect(press: Press, door: Door): Promise<void> {
  const conversation = await conversationOf(press, door);
  if (conversation === null) return;
  const read = await door.ports.conversation(conversation);
  if (read.status !== 'found') return tellOutcome(press, door, read);
  const { client, here, person } = press;
  const startedBy = read.state?.startedBy ?? here.user;
  if (startedBy !== here.user) return door.notify(person, words.notYourInterview(startedBy));
  const channel = await writeDirectly(client, here.user, words.goesOnHere);
  const move = {
    address: { team: here.team, channel, thread: null, responseUrl: null },
    keys: [conversationKey(here.team, channel, null)],
  };
  const start = { kind: 'start', text: '' } as const;
  const result = await onConversation(door, { ...here, channel }, conversation, start, move);
  await tellOutcome(press, door, result);
  await door.notify(person, words.wentDirect);
}
