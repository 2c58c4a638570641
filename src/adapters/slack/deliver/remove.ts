import type { Tools } from './posts.ts';
import type { Reference } from './reference.ts';
import { slackCode } from './slack-errors.ts';

/** Delete a message of ours; one that is gone already is as good. */
export async function remove({ client }: Pick<Tools, 'client'>, { channel, ts }: Reference): Promise<void> {
  try {
    await client.chat.delete({ channel, ts });
  } catch (error) {
    // Somebody was faster.
    if (slackCode(error) !== 'message_not_found') throw error;
  }
}
