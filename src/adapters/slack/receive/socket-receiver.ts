import { setTimeout as wait } from 'node:timers/promises';
import type { App, Logger, Receiver } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { errorFields } from '../../../http/error-fields.ts';
import { clientOptions } from '../client.ts';
import { SetupError } from '../setup-error.ts';
import type { Count, Log } from '../types.ts';
import { createDeadlines } from './deadlines.ts';
import { holdAck, type Watch } from './hold-ack.ts';
import type { TellLate } from './late-answer.ts';

/** Pauses before the first and the following attempts to reconnect; the last one repeats. */
const RECONNECT_PAUSES_MS = [100, 1_000, 2_000, 5_000, 10_000, 30_000] as const;
/** Slack greets within a second; a connection that stays mute is given up. */
const HELLO_LIMIT_MS = 15_000;
/** Deliveries under way at the stop get this long to be acknowledged. */
const DRAIN_MS = 5_000;
/** The close handshake is a courtesy. */
const CLOSE_MS = 1_000;

export type SocketReceiver = Receiver & { isConnected(): boolean };

type Options = {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly log: Log;
  readonly count: Count;
  readonly tellLate: TellLate;
  readonly logger: Logger;
  readonly ackLimitMs?: number | undefined;
};

/** What the client hands over for each envelope; the SDK does not type it. */
type Envelope = {
  readonly body: Record<string, unknown>;
  readonly ack: (response?: unknown) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
};

/**
 * Bolt's receiver over Slack's Socket Mode: the same application as over HTTP, without a public address. Reconnects by
 * itself, at once and then with growing pauses: the SDK's own loop waits 5 s first and lets a failing
 * `apps.connections.open` end the process.
 */
export function socketReceiver(options: Options): SocketReceiver {
  const client = new SocketModeClient({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    logger: options.logger,
    clientOptions: clientOptions(options.apiUrl, options.logger),
  });
  const state = { app: null as App | null, stopped: false, connected: false };
  const running = new Set<Promise<void>>();
  const { log, count, tellLate } = options;
  const watch = { log, count, tellLate, deadlines: createDeadlines(options.ackLimitMs) };
  client.on('slack_event', (envelope: Envelope) => {
    if (state.app === null || state.stopped) return;
    const work = handle(state.app, envelope, watch).finally(() => running.delete(work));
    running.add(work);
  });
  client.on('disconnected', () => {
    if (!state.connected) return;
    state.connected = false;
    if (!state.stopped) void reconnect(client, state, options);
  });
  return {
    init: (app) => {
      state.app = app;
    },
    start: async () => {
      await open(client).catch(explainStart);
      state.connected = true;
    },
    stop: async () => {
      state.stopped = true;
      await Promise.race([Promise.allSettled(running), wait(DRAIN_MS, undefined, { ref: false })]);
      await Promise.race([client.disconnect(), wait(CLOSE_MS, undefined, { ref: false })]);
    },
    isConnected: () => state.connected,
  };
}

function explainStart(cause: unknown): never {
  const what = cause instanceof Error ? cause.message : String(cause);
  throw new SetupError(
    `Slack refused the socket (${what}); check that SLACK_APP_TOKEN has connections:write and Socket Mode is on.`,
    cause,
  );
}

async function handle(app: App, envelope: Envelope, watch: Watch): Promise<void> {
  const { body, retry_num, retry_reason } = envelope;
  const incoming = {
    body,
    ...(retry_num === undefined ? {} : { retryNum: retry_num }),
    ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
  };
  const outcome = await holdAck(app, incoming, watch);
  // Left unacknowledged on purpose: Slack then delivers an event again.
  if (outcome.kind !== 'acknowledged') return;
  try {
    await envelope.ack(outcome.body === undefined ? {} : outcome.body);
  } catch (error) {
    watch.count('failed', 'acknowledgement');
    watch.log.warn(errorFields(error), 'slack acknowledgement not sent, the socket had gone');
  }
}

/** Connect and wait for Slack's greeting. */
async function open(client: SocketModeClient): Promise<void> {
  const abort = new AbortController();
  const mute = wait(HELLO_LIMIT_MS, undefined, { signal: abort.signal }).then(() => {
    throw new Error(`Slack did not greet within ${HELLO_LIMIT_MS} ms.`);
  });
  mute.catch(() => undefined);
  try {
    await Promise.race([client.start(), mute]);
  } catch (error) {
    void client.disconnect();
    // The SDK rejects without a reason when the socket closes before the greeting.
    throw error ?? new Error('Slack closed the socket before greeting.');
  } finally {
    abort.abort();
  }
}

async function reconnect(
  client: SocketModeClient,
  state: { stopped: boolean; connected: boolean },
  { log, count }: Options,
): Promise<void> {
  for (let attempt = 0; !state.stopped; attempt += 1) {
    const last = RECONNECT_PAUSES_MS.length - 1;
    await wait(RECONNECT_PAUSES_MS[Math.min(attempt, last)], undefined, { ref: false });
    if (state.stopped) return;
    try {
      await open(client);
      state.connected = true;
      count('reconnect', 'connected');
      return;
    } catch (error) {
      count('reconnect', 'failed');
      log.error(
        { attempt, ...errorFields(error) },
        'slack socket not reconnected, trying again; see SLACK_APP_TOKEN if it lasts',
      );
    }
  }
}
