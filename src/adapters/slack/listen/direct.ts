import type { WebClient } from '@slack/web-api';

/**
 * Write to a person directly and learn which conversation that is. Posting to a person's id opens it without a
 * permission of its own.
 */
export async function writeDirectly(client: WebClient, user: string, text: string): Promise<string> {
  const { channel } = await client.chat.postMessage({
    channel: user,
    text,
    unfurl_links: false,
    unfurl_media: false,
  });
  if (channel === undefined) throw new Error('Slack named no channel for a direct message.');
  return channel;
}
