import type { Route } from '../../http/types.ts';
import type { Deliverer } from '../../turns/types.ts';
import { checkTeamsConfig } from './check-config.ts';
import { createDeliverer } from './deliverer.ts';
import { destinations as keptDestinations } from './destinations.ts';
import { messagesRoute } from './messages-route.ts';
import type {
  Count,
  TeamsConfig,
  TeamsLog,
  TeamsMetrics,
  TeamsSettings,
  TeamsShares,
  TeamsTurns,
} from './types.ts';

export type TeamsAdapter = {
  readonly deliverer: Deliverer;
  readonly routes: readonly Route[];
  start(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Microsoft Teams: takes deliveries on `/api/messages`, posts and updates cards. Throws with the variable and the
 * remedy when the configuration is incomplete or would let strangers in. The SDK is loaded here and not before: it
 * costs half a second and 50 MB.
 */
export async function createTeamsAdapter(options: {
  readonly config: TeamsConfig;
  readonly turns: TeamsTurns;
  /** Keeps the channels set up for sharing; `store.settings`. */
  readonly settings: TeamsSettings;
  /** What was posted where by whom. */
  readonly ports: { readonly shares: TeamsShares };
  readonly log: TeamsLog;
  readonly metrics: TeamsMetrics;
  readonly nodeEnv?: string | undefined;
}): Promise<TeamsAdapter> {
  const { config, turns, settings, ports, log, nodeEnv = process.env['NODE_ENV'] } = options;
  const count: Count = (what, reason) => options.metrics.count('teams', { what, reason });
  checkTeamsConfig(config, nodeEnv);
  const { createBot } = await import('./bot.ts');
  const bot = createBot(config.mode === 'cloud' ? config.environment : {});
  const destinations = keptDestinations(settings);
  return {
    deliverer: createDeliverer({ bot, mode: config.mode, destinations, log, count }),
    routes: [messagesRoute({ bot, config, turns, shares: ports.shares, destinations, log, count })],
    start: async () => {
      if (config.mode === 'cloud') return;
      log.warn(
        { path: '/api/messages' },
        'TEAMS LOCAL MODE: anybody on this machine can talk to the bot without credentials; never use it in production',
      );
    },
    // Nothing is held open: each call of the SDK is on its own.
    stop: async () => {},
  };
}
