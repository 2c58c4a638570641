import type { Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Route } from '../../../http/types.ts';
import { clientOptions } from '../client.ts';
import { SetupError } from '../setup-error.ts';
import type { Count, Log, SlackConfig } from '../types.ts';
import { words } from '../words.ts';
import type { Vault } from './installation.ts';
import { manyPlaces } from './many-places.ts';
import type { Installed, OAuthStates } from './oauth-flow.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { onePlace } from './one-place.ts';
import type { Places } from './places.ts';
import { refresher } from './refresh.ts';

/** What the store gives the adapter for installations; the vault seals tokens. */
export type InstallStore = { readonly vault: Vault | null; readonly states: OAuthStates };

type Options = {
  readonly config: SlackConfig;
  readonly install: InstallStore;
  readonly apiUrl: string;
  readonly logger: Logger;
  readonly log: Log;
  readonly count: Count;
  readonly now: () => number;
};

/** Many workspaces by OAuth where a client id is given, else the one of the bot token; with the routes each needs. */
export function openPlaces(options: Options): {
  places: Places;
  routes: readonly Route[];
  vault: Vault | null;
} {
  const { config, install, apiUrl, logger } = options;
  if (config.oauth === undefined) {
    const places = onePlace(botTokenOf(config), apiUrl, logger);
    return { places, routes: [], vault: null };
  }
  const { vault, states } = install;
  if (vault === null)
    throw new SetupError(
      'STREAMCHOICE_SECRET_KEYS is not set; the tokens of many workspaces are kept encrypted.',
    );
  const clientFor = (token?: string): WebClient => new WebClient(token, clientOptions(apiUrl, logger));
  const shared = { ...options, ...config.oauth, vault };
  const places = manyPlaces({ ...shared, refresh: refresher({ ...shared, client: clientFor() }) });
  const onInstalled = (installed: Installed): Promise<void> => welcome(clientFor, installed, options);
  const routes = oauthRoutes({ ...shared, states, clientFor, onInstalled });
  return { places, routes, vault };
}

function botTokenOf({ botToken }: SlackConfig): string {
  if (botToken !== undefined && botToken.trim() !== '') return botToken;
  throw new SetupError('SLACK_BOT_TOKEN is not set; copy the "Bot User OAuth Token" of the Slack app.');
}

/** A word to the person who installed, and to nobody else. */
async function welcome(
  clientFor: (token?: string) => WebClient,
  { grant, by }: Installed,
  { log, count }: Pick<Options, 'log' | 'count'>,
): Promise<void> {
  if (grant.team === null || by === '') return;
  try {
    await clientFor(grant.botToken).chat.postMessage({ channel: by, text: words.installed });
  } catch (error) {
    count('notice-lost', 'welcome');
    log.warn(
      { error: error instanceof Error ? error.message : String(error) },
      'slack welcome not delivered',
    );
  }
}
