import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createWebAdapter } from './adapters/web/web-adapter.ts';
import { loadContext } from './advice.ts';
import type { Config } from './config.ts';
import type { Context } from './conversation/context.ts';
import { step } from './conversation/step.ts';
import { createHttpServer } from './http/server.ts';
import type { HttpResponse, Route } from './http/types.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createInstallationVault, type InstallationVault } from './secrets/installation-vault.ts';
import { openStore, type Store } from './store/open-store.ts';
import { createTurns, type Turns } from './turns/create-turns.ts';
import type { Deliverer } from './turns/types.ts';

/** What an adapter gives the service; each of the chat platforms is loaded only when configured. */
export type Adapter = {
  readonly deliverer: Deliverer;
  readonly routes: readonly Route[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Whether deliveries can come in now; an adapter without a connection of its own always can. */
  isReady?(): boolean;
};

export type Service = { readonly address: AddressInfo; readonly context: Context; stop(): Promise<void> };

/** What a turn is made of; drills put probes around these to break a turn at each of its points. */
export type Parts = { readonly openStore: typeof openStore; readonly step: typeof step };

/**
 * Start everything the configuration names: knowledge, store, turns, adapters, HTTP server. What fails to start stops
 * what was started before it, and tells why.
 */
export async function startService(
  config: Config,
  log: Log,
  parts: Parts = { openStore, step },
): Promise<Service> {
  const context = await loadContext(config.overlays);
  const store = await parts.openStore({
    databaseUrl: config.databaseUrl ?? undefined,
    dataFolder: config.dataFolder,
  });
  try {
    return await serve(config, log, context, store, parts.step);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function serve(
  config: Config,
  log: Log,
  context: Context,
  store: Store,
  takeStep: typeof step,
): Promise<Service> {
  const door = turnsLater();
  const metrics = createMetrics(context.knowledge.version);
  const adapters = await adaptersOf(config, {
    log,
    metrics,
    turns: door,
    settings: store.settings,
    install: {
      vault: config.keyRing === null ? null : createInstallationVault(store, config.keyRing),
      states: store.oauthStates,
    },
    now: () => Date.now(),
  });
  const turns = createTurns({
    store,
    step: (input) => takeStep(context, input),
    deliverers: adapters.map((adapter) => adapter.deliverer),
    now: () => Date.now(),
    newId: randomUUID,
    log,
    metrics,
  });
  door.open(turns);
  const routes = [
    ...observed(store, metrics, adapters),
    ...pageRoutes(config, turns, log),
    ...adapters.flatMap(({ routes }) => routes),
  ];
  const server = createHttpServer({ routes, log });
  const address = await server.listen({ port: config.port, host: config.host });
  await turns.start();
  for (const adapter of adapters) await adapter.start();
  const stopPruning = pruneHourly(store, log);
  const stop = async (): Promise<void> => {
    stopPruning();
    await Promise.all([server.stop(), ...adapters.map((adapter) => adapter.stop())]);
    await turns.stop();
    await store.close();
  };
  return { address, context, stop };
}

/** Adapters need turns and turns need the adapters' deliverers: this door is handed out first and opened after. */
function turnsLater(): Pick<Turns, 'handle'> & { open(turns: Turns): void } {
  let turns: Turns | null = null;
  return {
    open: (opened) => {
      turns = opened;
    },
    handle: (delivery) => {
      if (turns === null)
        return Promise.reject(new Error('A delivery arrived before the service had started.'));
      return turns.handle(delivery);
    },
  };
}

type Tools = {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly turns: Pick<Turns, 'handle'>;
  readonly settings: Store['settings'];
  readonly install: { readonly vault: InstallationVault | null; readonly states: Store['oauthStates'] };
  readonly now: () => number;
};

async function adaptersOf(config: Config, tools: Tools): Promise<Adapter[]> {
  const adapters: Adapter[] = [];
  if (config.slack !== null) {
    const { createSlackAdapter } = await import('./adapters/slack/adapter.ts');
    adapters.push(createSlackAdapter({ ...tools, config: config.slack, mode: config.slack.mode }));
  }
  if (config.teams !== null) {
    const { createTeamsAdapter } = await import('./adapters/teams/adapter.ts');
    adapters.push(await createTeamsAdapter({ ...tools, config: config.teams }));
  }
  return adapters;
}

/** Delivery keys outlive every platform's retries (the latest come after some hours) with room to spare. */
const KEEP_DELIVERY_KEYS_MS = 26 * 3_600_000;
/** Finished outbox rows help to explain what happened for a week. */
const KEEP_OUTBOX_MS = 7 * 24 * 3_600_000;
/** Questions without an answer hold no person; half a year shows what people miss. */
const KEEP_UNANSWERED_MS = 180 * 24 * 3_600_000;
const PRUNE_EVERY_MS = 3_600_000;

function pruneHourly(store: Store, log: Log): () => void {
  const prune = async (): Promise<void> => {
    const now = Date.now();
    try {
      await store.prune({
        deliveries: now - KEEP_DELIVERY_KEYS_MS,
        outbox: now - KEEP_OUTBOX_MS,
        unanswered: now - KEEP_UNANSWERED_MS,
        oauthStates: now,
      });
    } catch (error) {
      log.warn({ error }, 'old rows could not be removed; tried again in an hour');
    }
  };
  const timer = setInterval(() => void prune(), PRUNE_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The local page has no login, so it is served on loopback only. */
function pageRoutes(config: Config, turns: Turns, log: Log): readonly Route[] {
  return config.host === '127.0.0.1' ? createWebAdapter({ turns, log }).routes : [];
}

function observed(store: Store, metrics: Metrics, adapters: readonly Adapter[]): Route[] {
  const ready = async (): Promise<HttpResponse> => {
    const cut = adapters.find((adapter) => adapter.isReady?.() === false);
    if (cut !== undefined) return { status: 503, body: `${cut.deliverer.platform} is not connected\n` };
    return store.ping().then(
      () => ({ status: 200, body: 'ready\n' }),
      () => ({ status: 503, body: 'the store cannot be reached\n' }),
    );
  };
  return [
    { method: 'GET', path: '/healthz', handle: () => ({ status: 200, body: 'alive\n' }) },
    { method: 'GET', path: '/readyz', handle: ready },
    { method: 'GET', path: '/metrics', handle: async () => ({ status: 200, body: await metrics.text() }) },
  ];
}
