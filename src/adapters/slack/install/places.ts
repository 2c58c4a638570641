import type { Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { clientOptions } from '../client.ts';
import type { Access } from './installation.ts';

/** Who asks: as Bolt reads it from a payload. An org-wide installation may name no team. */
export type Asker = {
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly isEnterpriseInstall: boolean;
};

/** Where the app is installed: one workspace by a token of the environment, or many by OAuth. */
export type Places = {
  /** Throws `NotInstalledError` when nobody installed the app there. */
  accessFor(asker: Asker): Promise<Access>;
  /** A client for posts of our own accord into a workspace; its token is fresh. */
  clientFor(team: string): Promise<WebClient>;
  /** Finds out what must be known before the first delivery. Throws `SetupError` with the remedy. */
  start(): Promise<void>;
  isReady(): boolean;
};

/** The app is not, or no longer, installed where a payload came from. */
export class NotInstalledError extends Error {
  readonly code = 'SLACK_NOT_INSTALLED';
  constructor(place: string) {
    super(`streamchoice is not installed in ${place}; install it at /slack/install.`);
    this.name = 'NotInstalledError';
  }
}

/** Clients by token, so that connections are shared; an org-wide token needs to be told the workspace each time. */
export function clientPool(apiUrl: string, logger: Logger): (token: string, teamId?: string) => WebClient {
  const clients = new Map<string, WebClient>();
  return (token, teamId) => {
    const key = `${token} ${teamId ?? ''}`;
    const known = clients.get(key);
    if (known !== undefined) return known;
    if (clients.size >= MOST_CLIENTS) clients.clear();
    const options = { ...clientOptions(apiUrl, logger), ...(teamId === undefined ? {} : { teamId }) };
    const made = new WebClient(token, options);
    clients.set(key, made);
    return made;
  };
}

/** Tokens that rotate leave clients behind; they are cheap to make again. */
const MOST_CLIENTS = 500;
