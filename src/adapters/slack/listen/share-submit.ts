import { limitText } from '../../../turns/limits.ts';
import { slackCode } from '../deliver/slack-errors.ts';
import { SHARE_FIELD, type ShareMetadata, shareMetadataSchema, shareModal } from '../render/share-modal.ts';
import { words } from '../words.ts';
import { designChannel } from './design-channel.ts';
import type { Door } from './door.ts';
import { mayPost, whyNot } from './may-post.ts';
import { fault, type Sent, type SentAnswer } from './sent.ts';

/** The modal was sent: check that this person may post there, warn of other companies once, then post. */
export async function sendShare(sent: Sent, door: Door): Promise<SentAnswer> {
  const metadata = shareMetadataSchema.parse(JSON.parse(sent.metadata));
  const destination = sent.conversation(SHARE_FIELD.destination);
  if (destination === null) return fault(SHARE_FIELD.destination, words.chooseChannel);
  const refusal = await refusalOf(sent, door, metadata, destination);
  if (refusal !== null) return refusal;
  const result = await door.turns.handle({
    key: sent.key,
    platform: sent.platform,
    workspace: sent.team,
    actor: sent.actor,
    address: { team: sent.team, channel: metadata.channel, thread: null, responseUrl: null },
    target: { by: 'id', id: metadata.conversation, place: { team: sent.team } },
    event: {
      kind: 'share',
      destination,
      note: sent.text(SHARE_FIELD.note),
      words: sent.options(SHARE_FIELD.words).length > 0,
    },
  });
  if (result.status === 'done' || result.status === 'duplicate') return null;
  door.count('dropped', result.status);
  if (result.status === 'limited') return fault(SHARE_FIELD.destination, limitText(result));
  return fault(SHARE_FIELD.destination, words.lostConversation);
}

async function refusalOf(
  sent: Sent,
  door: Door,
  metadata: ShareMetadata,
  destination: string,
): Promise<SentAnswer> {
  const permission = await mayPost(sent.client, sent.actor.id, destination);
  if (permission.kind === 'no') {
    const text = whyNot(await nameOf(sent, destination), permission.why);
    return fault(SHARE_FIELD.destination, text);
  }
  if (permission.kind === 'unknown') {
    const isKnown = destination === metadata.channel || (await isDesign(door, sent.team, destination));
    return isKnown ? null : fault(SHARE_FIELD.destination, words.cannotCheck);
  }
  const isSure = metadata.external === destination && sent.options(SHARE_FIELD.sure).length > 0;
  return !permission.external || isSure ? null : warn(sent, door, metadata, destination);
}

/** The same modal again, with the warning on top; Slack keeps what was typed in fields of the same name. */
async function warn(
  sent: Sent,
  door: Door,
  metadata: ShareMetadata,
  destination: string,
): Promise<SentAnswer> {
  const card = await door.ports.preview(metadata.conversation, sent.actor.id);
  if (card === null) return fault(SHARE_FIELD.destination, words.lostConversation);
  const view = shareModal({
    card,
    destination,
    metadata: { ...metadata, external: destination },
    warning: destination,
  });
  return { response_action: 'update', view };
}

async function isDesign(door: Door, team: string, channel: string): Promise<boolean> {
  return (await designChannel(door.ports, team))?.channel === channel;
}

/** Errors in a modal are plain text, where a channel id says nothing. */
async function nameOf({ client }: Sent, channel: string): Promise<string> {
  try {
    const { channel: info } = await client.conversations.info({ channel });
    return info?.name === undefined ? 'that channel' : `#${info.name}`;
  } catch (error) {
    if (slackCode(error) === null) throw error;
    return 'that channel';
  }
}
