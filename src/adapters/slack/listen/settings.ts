import { channelTag } from '../render/mrkdwn.ts';
import { renderSettings } from '../render/settings.ts';
import { words } from '../words.ts';
import type { Here } from './begin.ts';
import { designChannel, setDesignChannel } from './design-channel.ts';
import type { Door } from './door.ts';
import { publishHome } from './home.ts';
import { mayPost, whyNot } from './may-post.ts';
import type { Press } from './press.ts';
import type { PrivateAnswer } from './private-answer.ts';

/** The settings of the workspace, to the person alone. */
export async function answerSettings(door: Door, here: Here): Promise<PrivateAnswer> {
  return renderSettings(await designChannel(door.ports, here.team));
}

/** A design channel was chosen, in the settings or in the Home tab; only one that the person may post to is taken. */
export async function chooseDesign(press: Press, door: Door): Promise<void> {
  const { selected_conversation: channel } = press.element;
  if (!channel) return;
  const { client, here, person, now } = press;
  const permission = await mayPost(client, here.user, channel);
  if (permission.kind === 'no') return door.notify(person, whyNot(channelTag(channel), permission.why));
  await setDesignChannel(door.ports, here.team, { channel, by: here.user, at: now });
  await done(press, door, words.designSet(channel));
}

/** No default destination any more. */
export async function clearDesign(press: Press, door: Door): Promise<void> {
  await setDesignChannel(door.ports, press.here.team, null);
  await done(press, door, words.designCleared);
}

async function done(press: Press, door: Door, text: string): Promise<void> {
  if (press.here.channel === '') return publishHome(door, press.client, press.here.team, press.here.user);
  return door.notify(press.person, text);
}
