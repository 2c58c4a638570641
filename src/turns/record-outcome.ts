import { setTimeout as sleep } from 'node:timers/promises';
import type { Tables } from '../store/open-store.ts';
import type { LeasedRow } from '../store/outbox.ts';
import { type DeliveryTools, nameOf, trace } from './delivery-tools.ts';
import type { Refusal } from './refusals.ts';
import { DeliveryError, type Posted } from './types.ts';

/** The store may blink while the message is already out: recording that is tried for about as long as the lease lasts. */
const TRIES = 8;

/** The message is out: note it, its place, and what the platform told about the conversation. */
export async function recordPosted(
  tools: DeliveryTools,
  row: LeasedRow,
  posted: Posted,
): Promise<'next' | 'wait'> {
  const next = await recordDone(tools, row, (tables, at) => remember(tables, row, posted, at));
  if (posted.address) tools.remembered.forget(row.conversation);
  return next;
}

/** There is no message in this slot (any more): forget it, so that a later reply to the slot is posted anew. */
export function recordGone(tools: DeliveryTools, row: LeasedRow): Promise<'next' | 'wait'> {
  const { conversation, slot, destination } = row;
  return recordDone(tools, row, async (tables) => {
    await tables.messages.forget(conversation, slot);
    if (destination !== null) await tables.shares.remove(conversation, destination);
  });
}

async function recordDone(
  tools: DeliveryTools,
  row: LeasedRow,
  note: (tables: Tables, at: number) => Promise<void>,
): Promise<'next' | 'wait'> {
  const { conversation, id, attempt, platform } = row;
  const at = tools.now();
  const held = await persist(tools, row, () =>
    tools.store.transaction(async (tables) => {
      const mine = await tables.outbox.delivered({ conversation, id, attempt });
      if (mine) await note(tables, at);
      return mine;
    }),
  );
  if (!held) return leaseLost(tools, row);
  tools.log.info({ ...trace(row), waitedMs: at - row.createdAt }, 'reply delivered');
  tools.metrics.count('deliveries', { platform, outcome: 'delivered', reason: 'none' });
  return 'next';
}

/** The platform said "later": the conversation waits, so that order is kept. */
export async function recordRetry(
  tools: DeliveryTools,
  row: LeasedRow,
  refusal: Extract<Refusal, { kind: 'retry' }>,
): Promise<'wait'> {
  const { conversation, id, attempt, platform } = row;
  const { reason, waitMs, uncertain } = refusal;
  const nextAt = tools.now() + waitMs;
  const held = await persist(tools, row, () =>
    tools.store.outbox.retry({ conversation, id, attempt, nextAt, reason, uncertain }),
  );
  if (!held) return leaseLost(tools, row);
  tools.log.warn({ ...trace(row), reason, waitMs }, 'reply refused, it will be tried again');
  tools.metrics.count('deliveries', { platform, outcome: 'retry', reason });
  return 'wait';
}

/** This reply will never arrive: say so, with the reason, and let the next one through. */
export async function recordFailure(
  tools: DeliveryTools,
  row: LeasedRow,
  reason: string,
  error?: unknown,
): Promise<'next' | 'wait'> {
  const { conversation, id, attempt, platform } = row;
  const at = tools.now();
  const held = await persist(tools, row, () =>
    tools.store.transaction((tables) => tables.outbox.fail({ conversation, id, attempt, at, reason })),
  );
  if (!held) return leaseLost(tools, row);
  if (error instanceof DeliveryError && error.everyday)
    tools.log.info({ ...trace(row), reason }, 'reply given up');
  else tools.log.error({ ...trace(row), reason, stack: framesOf(error) }, 'reply given up');
  tools.metrics.count('deliveries', { platform, outcome: 'failed', reason });
  return 'next';
}

/** Not worth sending any more; said in the log and counted, so that nothing goes missing in silence. */
export async function recordDrop(
  tools: DeliveryTools,
  row: LeasedRow,
  reason: string,
): Promise<'next' | 'wait'> {
  const { conversation, id, attempt, platform } = row;
  const at = tools.now();
  const held = await persist(tools, row, () =>
    tools.store.transaction((tables) => tables.outbox.drop({ conversation, id, attempt, at, reason })),
  );
  if (!held) return leaseLost(tools, row);
  tools.log.info({ ...trace(row), reason }, 'reply dropped, it would say nothing any more');
  tools.metrics.count('deliveries', { platform, outcome: 'dropped', reason });
  return 'next';
}

async function remember(tables: Tables, row: LeasedRow, posted: Posted, at: number): Promise<void> {
  const { conversation, platform, slot, destination, actor: by } = row;
  const { ref, keys = [], address } = posted;
  await tables.messages.save({ conversation, slot, ref, at });
  await tables.conversations.bindKeys(platform, keys, conversation);
  if (address) await tables.conversations.setAddress(conversation, JSON.stringify(address));
  if (destination !== null) await tables.shares.add({ conversation, destination, ref, by, at });
}

function leaseLost(tools: DeliveryTools, row: LeasedRow): 'wait' {
  tools.log.warn(trace(row), 'lease lost: another worker has taken over this reply');
  tools.metrics.count('deliveries', { platform: row.platform, outcome: 'lease-lost', reason: 'none' });
  return 'wait';
}

async function persist<T>(tools: DeliveryTools, row: LeasedRow, write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (tries >= TRIES) throw error;
      tools.log.warn({ ...trace(row), error: nameOf(error) }, 'outcome of a reply not recorded yet');
      await sleep(tools.timing.leaseMs / TRIES);
    }
  }
}

/** Only the frames: the first line of a stack is the message, which might quote what a person wrote. */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  return (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
}
