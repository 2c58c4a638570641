import { errorFields } from './http/error-fields.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Retention } from './retention.ts';
import type { Store } from './store/open-store.ts';
import { expireConversations } from './turns/expiry.ts';

const EVERY_MS = 3_600_000;

/**
 * Remove what has outlived its retention, and announce what is about to, now and every hour. Any number of replicas may do
 * so. `stop` ends it; a round that fails is logged and comes again.
 */
export function startRounds(options: {
  readonly store: Store;
  readonly platforms: readonly string[];
  readonly retention: Retention;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly now: () => number;
}): { stop(): void } {
  const run = async (): Promise<void> => {
    try {
      await oneRound(options);
    } catch (error) {
      options.log.warn(errorFields(error), 'old rows could not be removed; tried again in an hour');
    }
  };
  const timer = setInterval(() => void run(), EVERY_MS);
  timer.unref();
  void run();
  return { stop: () => clearInterval(timer) };
}

async function oneRound({
  store,
  platforms,
  retention,
  log,
  metrics,
  now,
}: Parameters<typeof startRounds>[0]): Promise<void> {
  const at = now();
  const rule = { days: retention.expireDays, warningDays: retention.warningDays };
  const { expired } = await expireConversations({ store, platforms, rule, now, log });
  const pruned = await store.prune({
    deliveries: at - retention.keysMs,
    outbox: at - retention.repliesMs,
    unanswered: at - retention.questionsMs,
    oauthStates: at,
    paces: at - EVERY_MS,
  });
  for (const [kind, count] of Object.entries({ ...pruned, conversations: expired }))
    if (count > 0) metrics.count('removed', { kind }, count);
}
