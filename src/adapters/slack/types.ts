import type { Delivery, Log, TurnResult } from '../../turns/types.ts';

export type { Log };

/** Names in messages are those of the environment, so that the remedy can be followed. */
export type SlackConfig = {
  /** `SLACK_BOT_TOKEN`, begins with `xoxb-`; for one workspace. */
  readonly botToken?: string | undefined;
  /** `SLACK_CLIENT_ID` and `SLACK_CLIENT_SECRET`; for many workspaces, in place of the bot token. */
  readonly oauth?: { readonly clientId: string; readonly clientSecret: string } | undefined;
  /** `SLACK_APP_TOKEN`, begins with `xapp-`; for Socket Mode. */
  readonly appToken?: string | undefined;
  /** `SLACK_SIGNING_SECRET`; for HTTP. */
  readonly signingSecret?: string | undefined;
  /** `SLACK_API_URL`; Slack's own when absent. */
  readonly apiUrl?: string | undefined;
};

export type SlackMode = 'http' | 'socket';

/** Slack's own Web API; another address stands in for it in tests and with a local Slack server. */
export const SLACK_API_URL = 'https://slack.com/api/';

/** What the adapter needs of the turns room. */
export type Turns = { handle(delivery: Delivery): Promise<TurnResult> };

/** Counts what must not pass in silence: deliveries dropped, late, failed, each with its reason. */
export type Count = (what: Counted, reason: string) => void;
export type Counted =
  | 'dropped'
  | 'refused'
  | 'slow-ack'
  | 'failed'
  | 'notice-lost'
  | 'reconnect'
  | 'install'
  | 'token';

/** Where the counts go; one name, told apart by the labels `what` and `reason`. */
export type Metrics = { count(name: 'slack', labels: Readonly<Record<string, string>>): void };

/** Who we are in the workspace, from `auth.test`. */
export type Identity = { readonly teamId: string; readonly botUserId: string; readonly botId: string };

export const PLATFORM = 'slack';
