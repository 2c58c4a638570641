import { errorFields } from './http/error-fields.ts';
import type { Library } from './library/library.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Retention } from './retention.ts';
import type { Store } from './store/open-store.ts';
import { expireConversations } from './turns/expiry.ts';

const EVERY_MS = 3_600_000;
/** A version that no conversation goes by waits as long as a process that uses it may be silent. */
const KEEP_KNOWLEDGE_MS = 26 * EVERY_MS;

/**
 * Remove what has outlived its retention, and announce what is about to, now and every hour. Any number of replicas may do
 * so. `stop` ends it; a round that fails is logged and comes again.
 */
export function startRounds(options: {
  readonly store: Store;
  readonly library: Pick<Library<unknown>, 'touch'>;
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
  library,
  platforms,
  retention,
  log,
  metrics,
  now,
}: Parameters<typeof startRounds>[0]): Promise<void> {
  const at = now();
  const rule = { days: retention.expireDays, warningDays: retention.warningDays };
  const { expired } = await expireConversations({ store, platforms, rule, now, log });
  await library.touch();
  const pruned = await store.prune({
    deliveries: at - retention.keysMs,
    undelivered: at - retention.repliesMs,
    unanswered: at - retention.questionsMs,
    oauthStates: at,
    paces: at - EVERY_MS,
    knowledge: at - KEEP_KNOWLEDGE_MS,
  });
  for (const [kind, count] of Object.entries({ ...pruned, conversations: expired }))
    if (count > 0) metrics.count('removed', { kind }, count);
}
