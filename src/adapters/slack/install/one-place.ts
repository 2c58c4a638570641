import type { Logger } from '@slack/bolt';
import { identify } from '../client.ts';
import type { Identity } from '../types.ts';
import { clientPool, type Places } from './places.ts';

/** The one workspace whose bot token stands in the environment. */
export function onePlace(botToken: string, apiUrl: string, logger: Logger): Places {
  const client = clientPool(apiUrl, logger)(botToken);
  let identity: Identity | null = null;
  return {
    accessFor: async () => {
      if (identity === null) throw new Error('Slack delivered before the adapter was started.');
      return { botToken, ...identity };
    },
    clientFor: async () => client,
    start: async () => {
      identity = await identify(botToken, apiUrl, logger);
    },
    isReady: () => identity !== null,
  };
}
