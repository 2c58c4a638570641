import { setImmediate as nextTick } from 'node:timers/promises';
import { deliverRow } from './deliver-row.ts';
import { type DeliveryTools, nameOf } from './delivery-tools.ts';

/** Hands the outbox to the platforms, one worker per conversation. */
export type Drain = {
  /** There is something new for this conversation. */
  kick(conversation: string): void;
  /** Look through the whole outbox now and from then on regularly: retries that fall due, rows of dead replicas. */
  start(): Promise<void>;
  /** No further rounds; workers go on. */
  pause(): void;
  /** Workers end after the row in hand. */
  halt(): void;
  /** Resolves when no worker is at work. */
  idle(): Promise<void>;
};

/** Conversations delivered at once: bounds open requests to the platforms and waiting database work. */
const WORKERS = 16;
/** Conversations picked up in one round; the next round takes the rest. */
const ROUND = 200;
const MOST_RESTING = 10_000;

/** Make a drain. It starts no timer before `start`. */
export function createDrain(tools: DeliveryTools): Drain {
  const platforms = [...tools.deliverers.keys()];
  const active = new Map<string, Promise<void>>();
  const waiting = new Set<string>();
  /** Their first reply is not due yet, so a new one behind it need not be looked at before a round finds that it is. */
  const resting = new Set<string>();
  let halted = false;
  let timer: NodeJS.Timeout | null = null;
  let started = false;

  function kick(conversation: string): void {
    if (halted || platforms.length === 0 || resting.has(conversation)) return;
    if (active.has(conversation) || active.size >= WORKERS) waiting.add(conversation);
    else active.set(conversation, work(conversation));
  }

  async function work(conversation: string): Promise<void> {
    try {
      // Whoever is about to acknowledge the delivery goes first.
      await nextTick();
      const end = await deliverAll(tools, conversation, platforms, () => halted);
      if (end === 'wait') {
        resting.add(conversation);
        waiting.delete(conversation);
      }
    } catch (error) {
      tools.log.error({ conversation, error: nameOf(error) }, 'delivery interrupted, a later round goes on');
    } finally {
      active.delete(conversation);
      takeNext();
    }
  }

  function takeNext(): void {
    const next = waiting.values().find((one) => !active.has(one));
    if (next === undefined) return;
    waiting.delete(next);
    kick(next);
  }

  async function round(): Promise<void> {
    // Some may have gone with their conversation; to look at a few too many again does no harm.
    if (resting.size > MOST_RESTING) resting.clear();
    for (const conversation of await due(tools, platforms)) {
      resting.delete(conversation);
      kick(conversation);
    }
    if (started) timer = setTimeout(round, tools.timing.sweepMs);
  }

  return {
    kick,
    start: async () => {
      if (started || platforms.length === 0) return;
      started = true;
      return round();
    },
    pause: () => {
      started = false;
      if (timer) clearTimeout(timer);
    },
    halt: () => {
      halted = true;
      waiting.clear();
    },
    idle: () => untilNone(active),
  };
}

/** Conversations whose first reply may be tried now. */
async function due({ store, now, log }: DeliveryTools, platforms: string[]): Promise<readonly string[]> {
  try {
    return await store.outbox.ready(platforms, now(), ROUND);
  } catch (error) {
    log.error({ error: nameOf(error) }, 'outbox could not be read, the next round tries again');
    return [];
  }
}

async function untilNone(active: ReadonlyMap<string, Promise<void>>): Promise<void> {
  while (active.size > 0) await Promise.all(active.values());
}

async function deliverAll(
  tools: DeliveryTools,
  conversation: string,
  platforms: readonly string[],
  halted: () => boolean,
): Promise<'done' | 'wait'> {
  while (!halted()) {
    const row = await tools.store.outbox.lease(conversation, platforms, tools.now(), tools.timing.leaseMs);
    if (row === null) return 'done';
    if (row === 'not-due' || (await deliverRow(tools, row)) === 'wait') return 'wait';
  }
  return 'done';
}
