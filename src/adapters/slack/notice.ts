import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { errorFields } from '../../http/error-fields.ts';
import type { Respond } from './deliver/response-url.ts';
import { isDirect } from './keys.ts';
import type { Count, Log } from './types.ts';

/** Whom to tell, and where they are. */
export type Person = {
  readonly team: string;
  readonly user: string;
  /** Empty where there is none, as in the Home tab. */
  readonly channel: string;
  readonly thread: string | null;
  /** Of what they just did, where there was one. */
  readonly responseUrl: string | null;
};

/** Tell one person something privately, where they acted. Never throws: there is nobody left to tell. */
export type Notify = (person: Person, text: string, blocks?: readonly KnownBlock[]) => Promise<void>;

/**
 * Private notices: by response URL where there is one (it works even where we may not post), else as an ephemeral
 * message; in a direct message, which is private anyway, as an ordinary one. `text` is escaped already.
 */
export function notifier(
  clientFor: (team: string) => Promise<WebClient>,
  respond: Respond,
  watch: { log: Log; count: Count },
): Notify {
  return async (person, text, blocks = []) => {
    try {
      const message = blocks.length === 0 ? { text } : { text, blocks: [...blocks] };
      await send(clientFor, respond, person, message);
    } catch (error) {
      watch.count('notice-lost', 'refused');
      watch.log.warn({ ...errorFields(error), channel: person.channel }, 'slack notice not delivered');
    }
  };
}

async function send(
  clientFor: (team: string) => Promise<WebClient>,
  respond: Respond,
  person: Person,
  message: { readonly text: string; readonly blocks?: KnownBlock[] },
): Promise<void> {
  const { team, user, channel, thread, responseUrl } = person;
  if (responseUrl !== null) return respond(responseUrl, { ...message, thread });
  const client = await clientFor(team);
  if (channel === '') {
    // Done where there is no channel, such as the Home tab: the person's direct messages are the place.
    await client.chat.postMessage({ channel: user, ...message, unfurl_links: false, unfurl_media: false });
    return;
  }
  const place = { channel, ...message, ...(thread === null ? {} : { thread_ts: thread }) };
  const quiet = { unfurl_links: false, unfurl_media: false };
  if (isDirect(channel)) await client.chat.postMessage({ ...place, ...quiet });
  else await client.chat.postEphemeral({ ...place, user });
}
