import type { KnownBlock } from '@slack/types';

/** Where Slack's response URLs point. */
const RESPONSE_HOST = 'hooks.slack.com';
const TIMEOUT_MS = 2_000;

export type PrivateMessage = {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
  readonly thread?: string | null;
};

/** Posts to a response URL, seen only by the person who acted. Rejects with the reason; at most 5 posts in 30 minutes. */
export type Respond = (url: string, message: PrivateMessage) => Promise<void>;

/**
 * The only outbound call beside Slack's API. The address comes with a signed payload, but is checked all the same: it is
 * https on `hooks.slack.com`, or on the host of a stand-in named by `apiUrl`.
 * Source: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export function responder(apiUrl: string): Respond {
  return async (url, { text, blocks, thread }) => {
    if (!isSlackAddress(url, RESPONSE_HOST, apiUrl))
      throw new Error('The response_url is neither https on hooks.slack.com nor of SLACK_API_URL.');
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      body: JSON.stringify({
        response_type: 'ephemeral',
        replace_original: false,
        text,
        ...(blocks === undefined ? {} : { blocks }),
        ...(thread ? { thread_ts: thread } : {}),
      }),
    });
    await response.arrayBuffer();
    if (!response.ok)
      throw new Error(`The response_url answered ${response.status}; it lives 30 minutes and 5 posts.`);
  };
}

/** Whether an address from Slack may be called: https on its `host`, or on the host of a stand-in named by `apiUrl`. */
export function isSlackAddress(url: string, host: string, apiUrl: string): boolean {
  const target = URL.parse(url);
  if (target === null) return false;
  if (target.protocol === 'https:' && target.host === host) return true;
  return placeOf(target) === placeOf(new URL(apiUrl));
}

/** Host and port; a local stand-in may call itself by another name of the loopback. */
function placeOf(url: URL): string {
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return `${url.protocol}//${isLoopback ? 'loopback' : url.hostname}:${url.port}`;
}
