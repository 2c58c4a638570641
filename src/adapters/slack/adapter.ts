import { App, AuthorizationError } from '@slack/bolt';
import type { Route } from '../../http/types.ts';
import type { Deliverer } from '../../turns/types.ts';
import { clientOptions } from './client.ts';
import { createDeliverer } from './deliver/deliverer.ts';
import type { Tools } from './deliver/posts.ts';
import { responder } from './deliver/response-url.ts';
import { listenToLeaving } from './install/leave.ts';
import { type InstallStore, openPlaces } from './install/open-places.ts';
import { NotInstalledError } from './install/places.ts';
import { listenToCommands } from './listen/commands.ts';
import { HOME_EVENT, listenToHome } from './listen/home.ts';
import { JOINED_EVENT, listenToJoining } from './listen/joined.ts';
import { listenToMessages, MESSAGE_EVENTS } from './listen/messages.ts';
import { takePresses } from './listen/presses.ts';
import { listenToShortcuts } from './listen/shortcuts.ts';
import { listenToViews } from './listen/views.ts';
import { notifier } from './notice.ts';
import type { Ports } from './ports.ts';
import { lateAnswer } from './receive/late-answer.ts';
import { receiverFor } from './receive/receiver.ts';
import { sdkLogger } from './sdk-logger.ts';
import {
  type Count,
  type Log,
  type Metrics,
  SLACK_API_URL,
  type SlackConfig,
  type SlackMode,
  type Turns,
} from './types.ts';

export type SlackAdapter = {
  readonly deliverer: Deliverer;
  /** To be mounted on the shared HTTP server. */
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
  readonly install: InstallStore;
  /** Delete what is kept of a workspace that removed the app. */
  readonly purge?: (team: string) => Promise<void>;
  /** What is read and kept beside the turns. */
  readonly ports: Ports;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** When Slack is answered although a turn still runs; a test may shorten it. */
  readonly ackLimitMs?: number;
};

/** Event types this code listens to; the manifest must subscribe to these. */
export const EVENT_TYPES: readonly string[] = [...MESSAGE_EVENTS, HOME_EVENT, JOINED_EVENT];

/**
 * streamchoice in Slack, on Bolt: the same application and listeners over HTTP and over Socket Mode. It carries and
 * renders, and decides nothing.
 */
export function createSlackAdapter(options: SlackAdapterOptions): SlackAdapter {
  const { config, log, now } = options;
  const count: Count = (what, reason) => options.metrics.count('slack', { what, reason });
  const apiUrl = config.apiUrl ?? SLACK_API_URL;
  const logger = sdkLogger(log);
  const watch = { apiUrl, logger, log, count };
  const { places, routes, vault } = openPlaces({ ...watch, config, install: options.install, now });
  const notify = notifier(places.clientFor, responder(apiUrl), { log, count });
  const receiver = receiverFor(options, { ...watch, tellLate: lateAnswer(notify) });
  const app = new App({
    receiver: receiver.bolt,
    authorize: (asker) => places.accessFor(asker),
    convoStore: false,
    logger,
    clientOptions: clientOptions(apiUrl, logger),
  });
  app.error((error) => passOn(error, count));
  const door = { turns: options.turns, log, count, notify, ports: options.ports };
  takePresses(app, door, now);
  listenToCommands(app, door);
  listenToMessages(app, door);
  listenToViews(app, door, now);
  listenToShortcuts(app, door);
  listenToHome(app, door);
  listenToJoining(app, door);
  listenToLeaving(app, { vault, purge: options.purge ?? null, log, count });
  const toolsFor = async (team: string): Promise<Tools> => ({
    client: await places.clientFor(team),
    notify,
    log,
    count,
  });
  return {
    deliverer: createDeliverer(toolsFor),
    routes: [...receiver.routes, ...routes],
    start: async () => {
      await places.start();
      await app.start();
      log.info({ mode: options.mode, workspaces: vault === null ? 'one' : 'many' }, 'slack adapter started');
    },
    stop: async () => {
      await app.stop();
    },
    isReady: () => places.isReady() && receiver.isReady(),
  };
}

/**
 * A delivery from where the app is not installed is dropped and counted: another try would not help. For any other error
 * the receiver logs and counts it and lets Slack deliver again; Bolt's own handler would log it twice.
 */
async function passOn(error: Error, count: Count): Promise<void> {
  if (!(error instanceof AuthorizationError)) throw error;
  const notInstalled = error.original instanceof NotInstalledError;
  count('refused', notInstalled ? 'not-installed' : 'authorization');
  if (!notInstalled) throw error;
}
