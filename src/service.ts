import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createWebAdapter } from './adapters/web/web-adapter.ts';
import { readyContext, SHIPPED_KNOWLEDGE } from './advice.ts';
import type { Config } from './config.ts';
import type { Context } from './conversation/context.ts';
import { step } from './conversation/step.ts';
import { conversing } from './conversing.ts';
import { errorFields } from './http/error-fields.ts';
import { createHttpServer } from './http/server.ts';
import type { Route } from './http/types.ts';
import { type Library, type Outcome, openLibrary } from './library/library.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { observed } from './observed.ts';
import { type Ports, portsOf } from './ports.ts';
import { createInstallationVault, type InstallationVault } from './secrets/installation-vault.ts';
import { stopWithin } from './stop-within.ts';
import { openStore, type Store } from './store/open-store.ts';
import { deleteData } from './subjects/delete-data.ts';
import { createTurns, type Turns } from './turns/create-turns.ts';
import type { Deliverer } from './turns/types.ts';
import { startRounds } from './upkeep-rounds.ts';

/** What an adapter gives the service; each of the chat platforms is loaded only when configured. */
export type Adapter = {
  readonly deliverer: Deliverer;
  readonly routes: readonly Route[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Whether deliveries can come in now; an adapter without a connection of its own always can. */
  isReady?(): boolean;
};

export type Service = {
  readonly address: AddressInfo;
  /** Look at the knowledge files now, whether they seem to have changed or not. */
  reload(): Promise<Outcome>;
  stop(): Promise<void>;
};

/** What a turn is made of; drills put probes around these to break a turn at each of its points. */
export type Parts = {
  readonly openStore: typeof openStore;
  readonly step: typeof step;
  /** When Slack is answered although a turn still runs; Slack's own patience when absent. */
  readonly slackAckLimitMs?: number;
};

/**
 * Start everything the configuration names: knowledge, store, turns, adapters, HTTP server. What fails to start stops
 * what was started before it, and tells why.
 */
export async function startService(
  config: Config,
  log: Log,
  parts: Parts = { openStore, step },
): Promise<Service> {
  const store = await parts.openStore({
    databaseUrl: config.databaseUrl ?? undefined,
    dataFolder: config.dataFolder,
    isService: true,
    onConnectionLost: (error) => log.warn(errorFields(error), 'a database connection was lost'),
  });
  if (store.isAlone === false)
    log.warn(
      {},
      'another service works on this SQLite file; stop it, or use PostgreSQL for several replicas',
    );
  try {
    const metrics = createMetrics();
    const library = await openShelves(config, log, metrics, store);
    return await serve({ config, log, metrics, library, store, parts });
  } catch (error) {
    await store.close();
    throw error;
  }
}

function openShelves(config: Config, log: Log, metrics: Metrics, store: Store): Promise<Library<Context>> {
  return openLibrary({
    folders: [SHIPPED_KNOWLEDGE, ...config.overlays],
    cacheFolder: config.cacheFolder,
    make: readyContext,
    versions: store.knowledge,
    now: () => Date.now(),
    log,
    onOutcome: (outcome, { version, date, since }, problems) => {
      metrics.count('knowledge_reloads', { outcome });
      metrics.knowledge({ version, date, since, problems });
    },
  });
}

type Serving = {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly library: Library<Context>;
  readonly store: Store;
  readonly parts: Parts;
};

async function serve(serving: Serving): Promise<Service> {
  const { config, log, metrics, library, store, parts } = serving;
  const door = turnsLater();
  const adapters = await adaptersOf(config, toolsOf(serving, door));
  const turns = createTurns({
    store,
    step: conversing(library, log, parts.step),
    deliverers: adapters.map((adapter) => adapter.deliverer),
    now: () => Date.now(),
    newId: randomUUID,
    log,
    metrics,
    limits: config.limits,
  });
  metrics.watchBacklog(store.outbox.counts, Date.now);
  door.open(turns);
  const routes = [
    ...observed({ store, metrics, adapters, ...lookAt(library) }),
    ...pageRoutes(config, turns, log),
    ...adapters.flatMap(({ routes }) => routes),
  ];
  const server = createHttpServer({ routes, log });
  const address = await server.listen({ port: config.port, host: config.host });
  await turns.start();
  for (const adapter of adapters) await adapter.start();
  const platforms = adapters.map(({ deliverer }) => deliverer.platform);
  const { retention } = config;
  library.follow();
  const rounds = startRounds({ store, library, platforms, retention, log, metrics, now: Date.now });
  const stop = (): Promise<void> =>
    stopWithin(log, [
      async () => {
        rounds.stop();
        library.close();
        await Promise.all([server.stop(), ...adapters.map((adapter) => adapter.stop())]);
      },
      (leftMs) => turns.stop(leftMs),
      () => store.close(),
    ]);
  return { address, reload: () => library.reload(), stop };
}

/** What adapters work with. */
function toolsOf(
  { config, log, metrics, library, store, parts }: Serving,
  door: Pick<Turns, 'handle' | 'conversation'>,
): Tools {
  return {
    log,
    metrics,
    turns: door,
    settings: store.settings,
    install: {
      vault: config.keyRing === null ? null : createInstallationVault(store, config.keyRing),
      states: store.oauthStates,
    },
    purge: (team) => purge(store, team),
    ports: portsOf(() => library.current().value, store, door),
    now: () => Date.now(),
    ...(parts.slackAckLimitMs === undefined ? {} : { ackLimitMs: parts.slackAckLimitMs }),
  };
}

/** What operators see of the knowledge. */
function lookAt(library: Library<Context>): Pick<Parameters<typeof observed>[0], 'knowledge' | 'problems'> {
  return {
    knowledge: () => library.current().value.knowledge,
    problems: () => library.problems().length,
  };
}

/** A workspace that removed the app: everything of it goes, and is in no file of the database any more. */
async function purge(store: Store, team: string): Promise<void> {
  await deleteData(store, { kind: 'workspace', platform: 'slack', id: team });
  await store.emptyLog();
}

/** Adapters need turns and turns need the adapters' deliverers: this door is handed out first and opened after. */
function turnsLater(): Pick<Turns, 'handle' | 'conversation'> & { open(turns: Turns): void } {
  let turns: Turns | null = null;
  const opened = (): Turns => {
    if (turns === null) throw new Error('A delivery arrived before the service had started.');
    return turns;
  };
  return {
    open: (made) => {
      turns = made;
    },
    handle: async (delivery) => opened().handle(delivery),
    conversation: async (id) => opened().conversation(id),
  };
}

type Tools = {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly turns: Pick<Turns, 'handle'>;
  readonly settings: Store['settings'];
  readonly install: { readonly vault: InstallationVault | null; readonly states: Store['oauthStates'] };
  readonly purge: (team: string) => Promise<void>;
  readonly ports: Ports;
  readonly now: () => number;
  readonly ackLimitMs?: number;
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

/** The local page has no login, so it is served on loopback only. */
function pageRoutes(config: Config, turns: Turns, log: Log): readonly Route[] {
  return config.host === '127.0.0.1' ? createWebAdapter({ turns, log }).routes : [];
}
