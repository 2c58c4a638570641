import type { WebClient } from '@slack/web-api';
import type { OutboxItem } from '../../../turns/types.ts';
import { EVENT_TYPE, type Spot } from './posts.ts';
import type { Reference } from './reference.ts';

/** Slack's largest page; a thread longer than this is not an interview. */
const PAGE = 999;
/** Newest first at the top level of a channel, where a lost post can only be among the last. */
const RECENT = 15;

type Found = {
  readonly ts?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: unknown };
};

/**
 * Look for a message that an earlier attempt may have posted before its reply was lost, by the metadata it carries.
 * Null when there is none.
 */
export async function findPosted(client: WebClient, item: OutboxItem, spot: Spot): Promise<Reference | null> {
  const { channel, thread } = spot;
  const page =
    thread === null
      ? await client.conversations.history({ channel, limit: RECENT, include_all_metadata: true })
      : await client.conversations.replies({ channel, ts: thread, limit: PAGE, include_all_metadata: true });
  const messages: readonly Found[] = page.messages ?? [];
  const found = messages.find((message) => isOf(message, item));
  return found?.ts === undefined ? null : { channel, ts: found.ts };
}

function isOf({ metadata }: Found, { conversation, slot }: OutboxItem): boolean {
  if (metadata?.event_type !== EVENT_TYPE) return false;
  const payload = metadata.event_payload as { conversation?: unknown; slot?: unknown } | undefined;
  return payload?.conversation === conversation && payload.slot === slot;
}
