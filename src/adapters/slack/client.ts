import type { Logger } from '@slack/bolt';
import { WebAPIRequestError, WebClient, type WebClientOptions } from '@slack/web-api';
import { SetupError } from './setup-error.ts';
import type { Identity } from './types.ts';

/** Slack answers in well under a second; a call that hangs must not hold up the outbox. */
const CALL_TIMEOUT_MS = 5_000;
/** Starting up may wait out a short outage; nothing is posted by this call, so a repeat does no harm. */
const START_RETRIES = { retries: 2, minTimeout: 300 } as const;

/**
 * Options of every client. The SDK never repeats a call by itself: the outbox does, and only it can find out whether a
 * post whose reply was lost did arrive. Method names never become addresses.
 */
export function clientOptions(apiUrl: string, logger: Logger): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    logger,
    timeout: CALL_TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
}

/** Ask Slack once who we are. Throws with the variable and the remedy when the token does not work. */
export async function identify(token: string, apiUrl: string, logger: Logger): Promise<Identity> {
  const client = new WebClient(token, { ...clientOptions(apiUrl, logger), retryConfig: START_RETRIES });
  const { team_id: teamId, user_id: botUserId, bot_id: botId } = await ask(client, apiUrl);
  if (teamId === undefined || botUserId === undefined || botId === undefined) {
    throw new SetupError(
      'SLACK_BOT_TOKEN is not a bot token: Slack names no bot for it. Copy the one that begins with xoxb-.',
    );
  }
  return { teamId, botUserId, botId };
}

async function ask(client: WebClient, apiUrl: string): ReturnType<WebClient['auth']['test']> {
  try {
    return await client.auth.test();
  } catch (cause) {
    if (cause instanceof WebAPIRequestError) {
      throw new SetupError(
        `Slack cannot be reached at ${apiUrl}; check the network or SLACK_API_URL.`,
        cause,
      );
    }
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new SetupError(
      `Slack refused SLACK_BOT_TOKEN (${what}); install the app in the workspace and copy its "Bot User OAuth Token".`,
      cause,
    );
  }
}
