import { z } from 'zod';
import { readButtonValue } from '../keys.ts';
import { feedbackModal } from '../render/feedback-modal.ts';
import type { Door } from './door.ts';
import type { Press } from './press.ts';
import type { Sent } from './sent.ts';
import { handOver } from './to-conversation.ts';

/** A vote counts at once; a bad one also opens a short form, which must come first: its trigger lives three seconds. */
export async function rate(press: Press, door: Door): Promise<void> {
  const read = readButtonValue(press.element.value ?? '');
  const [, slot = '', vote] = read?.action.split(':') ?? [];
  if (read !== null && vote === 'down') {
    const { channel, thread } = press.person;
    const metadata: Metadata = { conversation: read.conversation, slot, channel, thread };
    await press.client.views.open({
      trigger_id: press.trigger,
      view: feedbackModal(JSON.stringify(metadata)),
    });
  }
  await handOver(press, door);
}

const metadataSchema = z.object({
  conversation: z.string(),
  slot: z.string(),
  channel: z.string(),
  thread: z.string().nullable(),
});
type Metadata = z.infer<typeof metadataSchema>;

/** The short form was sent: the vote again, now with why. */
export async function takeReason(sent: Sent, door: Door): Promise<null> {
  const { conversation, slot, channel, thread } = metadataSchema.parse(JSON.parse(sent.metadata));
  await door.turns.handle({
    key: sent.key,
    platform: sent.platform,
    workspace: sent.team,
    actor: sent.actor,
    address: { team: sent.team, channel, thread, responseUrl: null },
    target: { by: 'id', id: conversation, place: { team: sent.team } },
    event: {
      kind: 'feedback',
      slot,
      vote: 'down',
      reason: sent.option('reason'),
      comment: sent.text('comment'),
    },
  });
  return null;
}
