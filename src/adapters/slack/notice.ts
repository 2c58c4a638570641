import type { WebClient } from '@slack/web-api';
import { errorFields } from '../../http/error-fields.ts';
import type { Respond } from './deliver/response-url.ts';
import { isDirect } from './keys.ts';
import type { Count, Log } from './types.ts';

/** Whom to tell, and where they are. */
export type Person = {
  readonly team: string;
  readonly user: string;
  readonly channel: string;
  readonly thread: string | null;
  /** Of what they just did, where there was one. */
  readonly responseUrl: string | null;
};

/** Tell one person something privately, where they acted. Never throws: there is nobody left to tell. */
export type Notify = (person: Person, text: string) => Promise<void>;

/**
 * Private notices: by response URL where there is one (it works even where we may not post), else as an ephemeral
 * message; in a direct message, which is private anyway, as an ordinary one. `text` is escaped already.
 */
export function notifier(
  clientFor: (team: string) => Promise<WebClient>,
  respond: Respond,
  watch: { log: Log; count: Count },
): Notify {
  return async (person, text) => {
    try {
      await send(clientFor, respond, person, text);
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
  text: string,
): Promise<void> {
  const { team, user, channel, thread, responseUrl } = person;
  if (responseUrl !== null) return respond(responseUrl, { text, thread });
  const client = await clientFor(team);
  const place = { channel, text, ...(thread === null ? {} : { thread_ts: thread }) };
  const quiet = { unfurl_links: false, unfurl_media: false };
  if (isDirect(channel)) await client.chat.postMessage({ ...place, ...quiet });
  else await client.chat.postEphemeral({ ...place, user });
}
