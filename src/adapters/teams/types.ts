import type { Address, Delivery, TurnResult } from '../../turns/types.ts';

export const PLATFORM = 'teams';

/** How the bot is let in: for a local emulator without credentials, or with those of an app registration. */
export type TeamsConfig =
  | { readonly mode: 'local' }
  | {
      readonly mode: 'cloud';
      /** The `MicrosoftApp...` variables, under the names that the SDK reads. */
      readonly environment: Readonly<Record<string, string>>;
    };

/** What the adapter needs of the turns room. */
export type TeamsTurns = { handle(delivery: Delivery): Promise<TurnResult> };

/** Small values that outlive a restart, by scope and key; the store's settings fit. */
export type TeamsSettings = {
  get(scope: string, key: string): Promise<string | null>;
  set(scope: string, key: string, value: string): Promise<void>;
};

/** Where recommendations were posted to, and by whom; the store's shares fit. */
export type TeamsShares = {
  of(conversation: string): Promise<readonly { readonly destination: string; readonly by: string }[]>;
};

/** A structured logger: fixed message, details as fields, never anybody's words. */
export type TeamsLog = {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
};

/** Counts what must not pass in silence, by what happened and why. */
export type TeamsMetrics = { count(name: 'teams', labels: Readonly<Record<string, string>>): void };
export type Count = (
  what: 'ignored' | 'refused' | 'foreign_press' | 'notice_lost' | 'failed',
  reason: string,
) => void;

/** Where a conversation lives in Teams. A thread of a channel has its own `conversationId`, ending in `;messageid=`. */
export type TeamsAddress = {
  /** Where the Bot Connector takes our posts; differs by region and may change over the years. */
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly tenantId: string;
  readonly botId: string;
};

/** Read an address as it was stored. Throws when it is none of ours: another platform's row must not be posted here. */
export function teamsAddress(address: Address): TeamsAddress {
  const { serviceUrl, conversationId, tenantId, botId } = address;
  if (!serviceUrl || !conversationId || typeof tenantId !== 'string' || !botId) {
    throw new Error('Expected a Teams address with "serviceUrl", "conversationId", "tenantId" and "botId".');
  }
  return { serviceUrl, conversationId, tenantId, botId };
}
