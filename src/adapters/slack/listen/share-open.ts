import type { WebClient } from '@slack/web-api';
import { placeOf } from '../keys.ts';
import { shareModal } from '../render/share-modal.ts';
import { PLATFORM } from '../types.ts';
import { words } from '../words.ts';
import { type Here, onConversation } from './begin.ts';
import { designChannel } from './design-channel.ts';
import type { Door } from './door.ts';
import type { Press } from './press.ts';
import type { PrivateAnswer } from './private-answer.ts';
import { conversationOf, tellOutcome, unreadable } from './to-conversation.ts';

/** "Post to channel" under a recommendation. */
export async function openShare(press: Press, door: Door): Promise<void> {
  const conversation = await conversationOf(press, door);
  if (conversation === null) return;
  const refusal = await open(door, press.client, press.here, press.trigger, conversation, null);
  if (refusal !== null) await door.notify(press.person, refusal);
}

/** The channel picker of recommendations posted before there was a modal: it opens on the chosen channel. */
export async function openShareTo(press: Press, door: Door): Promise<void> {
  const [, conversation = ''] = press.element.action_id.split(':', 2);
  const { selected_conversation: channel } = press.element;
  if (!channel) return;
  if (conversation === '') return unreadable(press, door);
  const refusal = await open(door, press.client, press.here, press.trigger, conversation, channel);
  if (refusal !== null) await door.notify(press.person, refusal);
}

/** `/streamchoice share`: the person's newest recommendation, in this channel before all others. */
export async function shareLatest(
  door: Door,
  client: WebClient,
  here: Here,
  trigger: string,
): Promise<PrivateAnswer | null> {
  const query = {
    platform: PLATFORM,
    by: 'person',
    person: here.user,
    stage: 'recommended',
    limit: 1,
  } as const;
  const [near] = await door.ports.overviews.list({ ...query, place: placeOf(here.team, here.channel) });
  const [latest = near] = near === undefined ? await door.ports.overviews.list(query) : [near];
  if (latest === undefined) return { text: words.nothingToShare };
  const refusal = await open(door, client, here, trigger, latest.conversation, null);
  return refusal === null ? null : { text: refusal };
}

/** "Remove" on a shared card: only for who shared it. */
export async function takeBack(press: Press, door: Door): Promise<void> {
  const conversation = await conversationOf(press, door);
  if (conversation === null) return;
  const { channel, user } = press.here;
  const share = (await door.ports.shares.of(conversation)).findLast((one) => one.destination === channel);
  if (share === undefined) return door.notify(press.person, words.notShared);
  if (share.by !== user) return door.notify(press.person, words.notYours(share.by));
  const result = await onConversation(door, press.here, conversation, {
    kind: 'unshare',
    destination: channel,
  });
  await tellOutcome(press, door, result);
}

/** Open the modal with the card as it would be posted; answers why not, or null. */
async function open(
  door: Door,
  client: WebClient,
  here: Here,
  trigger: string,
  conversation: string,
  chosen: string | null,
): Promise<string | null> {
  const card = await door.ports.preview(conversation, here.user);
  if (card === null) return words.nothingToShare;
  const design = await designChannel(door.ports, here.team);
  const view = shareModal({
    card,
    destination: chosen ?? design?.channel ?? null,
    metadata: { conversation, channel: here.channel, external: null },
    warning: null,
  });
  await client.views.open({ trigger_id: trigger, view });
  return null;
}
