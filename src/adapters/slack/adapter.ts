import { App, type Logger } from '@slack/bolt';
import type { Route } from '../../http/types.ts';
import type { Deliverer } from '../../turns/types.ts';
import { clientOptions, identify, webClient } from './client.ts';
import { createDeliverer } from './deliver/deliverer.ts';
import { responder } from './deliver/response-url.ts';
import { listenToCommands } from './listen/commands.ts';
import { listenToMessages } from './listen/messages.ts';
import { listenToPresses } from './listen/presses.ts';
import { notifier } from './notice.ts';
import { type HttpReceiver, httpReceiver } from './receive/http-receiver.ts';
import { type SocketReceiver, socketReceiver } from './receive/socket-receiver.ts';
import { sdkLogger } from './sdk-logger.ts';
import { SetupError } from './setup-error.ts';
import {
  type Count,
  type Identity,
  type Log,
  type Metrics,
  SLACK_API_URL,
  type SlackConfig,
  type SlackMode,
  type Turns,
} from './types.ts';

export type SlackAdapter = {
  readonly deliverer: Deliverer;
  /** To be mounted on the shared HTTP server; empty in Socket Mode. */
  readonly routes: readonly Route[];
  /** Finds out who we are, then takes deliveries. Rejects with the variable to repair. */
  start(): Promise<void>;
  /** Takes no more deliveries and lets those under way be acknowledged. */
  stop(): Promise<void>;
  /** Whether deliveries can come in now. */
  isReady(): boolean;
};

export type SlackAdapterOptions = {
  readonly config: SlackConfig;
  readonly mode: SlackMode;
  readonly turns: Turns;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** When Slack is answered although a turn still runs; a test may shorten it. */
  readonly ackLimitMs?: number;
};

/**
 * streamchoice in Slack, on Bolt: the same application and listeners over HTTP and over Socket Mode. It carries and
 * renders, and decides nothing.
 */
export function createSlackAdapter(options: SlackAdapterOptions): SlackAdapter {
  const { config, log } = options;
  const count: Count = (what, reason) => options.metrics.count('slack', { what, reason });
  const botToken = required(config.botToken, 'SLACK_BOT_TOKEN', 'copy the "Bot User OAuth Token"');
  const apiUrl = config.apiUrl ?? SLACK_API_URL;
  const logger = sdkLogger(log);
  const client = webClient(botToken, apiUrl, logger);
  const respond = responder(apiUrl);
  const receiver = receiverFor(options, { apiUrl, logger, log, count });
  let identity: Identity | null = null;
  const app = new App({
    receiver: receiver.bolt,
    authorize: async () => {
      if (identity === null) throw new Error('Slack delivered before the adapter was started.');
      return { botToken, ...identity };
    },
    convoStore: false,
    logger,
    clientOptions: clientOptions(apiUrl, logger),
  });
  // The receiver logs and counts a failure and lets Slack deliver again; Bolt's own handler would log it twice.
  app.error(async (error) => {
    throw error;
  });
  const notify = notifier(client, respond, { log, count });
  const door = { turns: options.turns, log, count, notify };
  listenToCommands(app, door);
  listenToMessages(app, door);
  listenToPresses(app, door);
  return {
    deliverer: createDeliverer({ client, notify, log, count }),
    routes: receiver.routes,
    start: async () => {
      identity = await identify(botToken, apiUrl, logger);
      await app.start();
      log.info({ mode: options.mode, team: identity.teamId }, 'slack adapter started');
    },
    stop: async () => {
      await app.stop();
    },
    isReady: () => identity !== null && receiver.isReady(),
  };
}

type Chosen = {
  readonly bolt: HttpReceiver | SocketReceiver;
  readonly routes: readonly Route[];
  readonly isReady: () => boolean;
};

type Watch = {
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly log: Log;
  readonly count: Count;
};

function receiverFor({ config, mode, now, ackLimitMs }: SlackAdapterOptions, watch: Watch): Chosen {
  if (mode === 'http') {
    const signingSecret = required(
      config.signingSecret,
      'SLACK_SIGNING_SECRET',
      'copy it from "Basic Information"',
    );
    const bolt = httpReceiver({ ...watch, signingSecret, now, ackLimitMs });
    return { bolt, routes: bolt.routes, isReady: () => true };
  }
  const appToken = required(
    config.appToken,
    'SLACK_APP_TOKEN',
    'create an app-level token with connections:write',
  );
  const bolt = socketReceiver({ ...watch, appToken, ackLimitMs });
  return { bolt, routes: [], isReady: bolt.isConnected };
}

function required(value: string | undefined, name: string, remedy: string): string {
  if (value !== undefined && value.trim() !== '') return value;
  throw new SetupError(`${name} is not set; ${remedy} of the Slack app.`);
}
