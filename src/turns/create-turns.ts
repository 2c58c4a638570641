import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../store/open-store.ts';
import type { Timing } from './delivery-tools.ts';
import { createDrain, type Drain } from './drain.ts';
import { createHandler, type Handler } from './handler.ts';
import { createLimiter, DEFAULT_LIMITS, type Limits } from './limits.ts';
import { readConversation, readTranscript } from './read.ts';
import { createRemembered } from './remembered.ts';
import type { TurnTools } from './turn-tools.ts';
import type {
  ConversationRead,
  Deliverer,
  Delivery,
  Log,
  Metrics,
  Step,
  TranscriptEntry,
  TurnResult,
} from './types.ts';

export type TurnsOptions = {
  readonly store: Store;
  readonly step: Step;
  /** Platforms without one (the local page) read their replies from the transcript. */
  readonly deliverers: readonly Deliverer[];
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: Log;
  readonly metrics?: Metrics;
  readonly timing?: Partial<Timing>;
  readonly limits?: Limits;
};

export type Turns = {
  /**
   * Handle one delivery to its saved end; acknowledge when it resolves. Its replies are delivered afterwards. Rejects
   * when the store fails, the step throws, or the service is stopping: nothing was saved, the delivery may come again.
   */
  handle(delivery: Delivery): Promise<TurnResult>;
  /** Deliver what an earlier process left behind, and from now on whatever falls due. */
  start(): Promise<void>;
  /** Take no more deliveries, finish what runs, at most `deadlineMs` long; the rest stays in the outbox. */
  stop(deadlineMs?: number): Promise<void>;
  /** Resolves when nothing is being handled or delivered at this moment; replies waiting for a retry do not count. */
  idle(): Promise<void>;
  /** Turns of a conversation after number `afterSeq`, oldest first; 0 gives all. */
  transcript(conversation: string, afterSeq: number): Promise<readonly TranscriptEntry[]>;
  conversation(id: string): Promise<ConversationRead>;
};

const NO_METRICS: Metrics = { count: () => {}, observe: () => {} };
/** A dead worker's row is free after 5 s; no honest answer of a chat platform takes 20 s. */
const DEFAULT_TIMING: Timing = { leaseMs: 5_000, deliverMs: 20_000, sweepMs: 1_000, backoffMs: 1_000 };
/** Within the 10 s that process managers commonly grant between SIGTERM and SIGKILL. */
const STOP_WITHIN_MS = 8_000;

/**
 * Make the one door through which adapters change conversations: each delivery has exactly one effect, turns of a
 * conversation run one after another, and replies go out in order, across crashes and replicas.
 */
export function createTurns(options: TurnsOptions): Turns {
  const { store, step, now, newId, log, metrics = NO_METRICS } = options;
  const deliverers = new Map(options.deliverers.map((deliverer) => [deliverer.platform, deliverer]));
  const timing = { ...DEFAULT_TIMING, ...options.timing };
  const remembered = createRemembered(now);
  const drain = createDrain({ store, deliverers, now, log, metrics, timing, remembered });
  const parts: TurnTools['parts'] = (platform, view) => deliverers.get(platform)?.parts?.(view) ?? 1;
  const delivers = (platform: string): boolean => deliverers.has(platform);
  const tools: TurnTools = { store, step, now, newId, delivers, parts, remembered };
  const admit = createLimiter(options.limits ?? DEFAULT_LIMITS, now);
  const handler = createHandler({ ...tools, admit, drain, log, metrics });
  return {
    handle: handler.handle,
    start: drain.start,
    stop: (deadlineMs = STOP_WITHIN_MS) => stop(handler, drain, log, deadlineMs),
    idle: () => settle(handler, drain),
    transcript: (conversation, afterSeq) => readTranscript(store, conversation, afterSeq),
    conversation: (id) => readConversation(store, id),
  };
}

async function stop(handler: Handler, drain: Drain, log: Log, deadlineMs: number): Promise<void> {
  handler.close();
  drain.pause();
  const ended = new AbortController();
  const late = sleep(deadlineMs, 'late' as const, { signal: ended.signal }).catch(() => 'late' as const);
  const outcome = await Promise.race([settle(handler, drain).then(() => 'settled' as const), late]);
  ended.abort();
  drain.halt();
  if (outcome === 'late')
    log.warn({ deadlineMs }, 'stopped before all replies were delivered; they stay in the outbox');
}

async function settle(handler: Handler, drain: Drain): Promise<void> {
  await handler.idle();
  await drain.idle();
}
