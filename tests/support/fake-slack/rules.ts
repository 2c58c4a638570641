/** Rules of the fake Slack that a test can change, and what it keeps across workspaces. */
export type FakeRules = {
  /** At most one message a second in a channel; a faster one is answered 429 with `Retry-After`. */
  paced: boolean;
  /** Event subscriptions in force; null delivers every event whose scope was granted. */
  events: ReadonlySet<string> | null;
  /** When each channel was last posted to, in milliseconds since 1970. */
  readonly lastPost: Map<string, number>;
  /** Trigger ids of what people did: who, when, and whether it was used. */
  readonly triggers: Map<string, { readonly user: string; readonly at: number; used: boolean }>;
};

/** A trigger id opens one modal within this time. Source: https://docs.slack.dev/surfaces/modals */
export const TRIGGER_LIFE_MS = 3_000;

export function createRules(events: ReadonlySet<string> | null): FakeRules {
  return { paced: false, events, lastPost: new Map(), triggers: new Map() };
}

/** Seconds to wait before this channel takes another message; 0 when it does so now. */
export function secondsToWait(rules: FakeRules, channel: string, now: number): number {
  if (!rules.paced) return 0;
  const last = rules.lastPost.get(channel);
  if (last !== undefined && now - last < 1_000) return 1;
  rules.lastPost.set(channel, now);
  return 0;
}
