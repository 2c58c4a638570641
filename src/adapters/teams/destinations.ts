import { z } from 'zod';
import type { TeamsSettings } from './types.ts';

/** A channel that recommendations may be posted to. */
export type Destination = {
  readonly id: string;
  readonly name: string;
  readonly serviceUrl: string;
  readonly botId: string;
};

export type Destinations = {
  /** The channels set up in a tenant, newest first. */
  list(tenant: string): Promise<readonly Destination[]>;
  find(tenant: string, id: string): Promise<Destination | null>;
  /** Add a channel, or rename one that is there. */
  keep(tenant: string, destination: Destination): Promise<void>;
};

/** A picker with more would not be read; the oldest make room. */
const MOST = 20;
const KEY = 'destinations';

const stored = z.array(
  z.object({ id: z.string(), name: z.string(), serviceUrl: z.string(), botId: z.string() }),
);

/**
 * Channels for sharing, per tenant. Teams has no way to look a channel up by name from elsewhere, so each is set up by
 * a word said in it.
 */
export function destinations(settings: TeamsSettings): Destinations {
  const list = async (tenant: string): Promise<readonly Destination[]> => {
    const text = await settings.get(scope(tenant), KEY);
    return text === null ? [] : stored.parse(JSON.parse(text));
  };
  return {
    list,
    find: async (tenant, id) => (await list(tenant)).find((one) => one.id === id) ?? null,
    keep: async (tenant, destination) => {
      const others = (await list(tenant)).filter((one) => one.id !== destination.id);
      await settings.set(scope(tenant), KEY, JSON.stringify([destination, ...others].slice(0, MOST)));
    },
  };
}

function scope(tenant: string): string {
  return `teams:${tenant}`;
}
