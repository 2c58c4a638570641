import type { Reply, View } from '../conversation/views.ts';
import type { LeasedRow } from '../store/outbox.ts';
import { type DeliveryTools, nameOf, trace } from './delivery-tools.ts';
import { hasNothingToReplace, isOvertaken, upToDate } from './overtaken.ts';
import { mustWait } from './pacing.ts';
import { parseJson } from './parse-json.ts';
import { recordDrop, recordFailure, recordGone, recordPosted, recordRetry } from './record-outcome.ts';
import { judge } from './refusals.ts';
import { openAddress } from './stored-state.ts';
import {
  type Deliverer,
  DeliveryError,
  type Gone,
  type OutboxItem,
  type Pace,
  type Posted,
} from './types.ts';

/** Renewals in the life of a lease: it outlives a few that fail, and a dead worker's row is free soon. */
const RENEWALS_PER_LEASE = 4;

/**
 * Try one leased row and record what came of it. `next`: the conversation's following row may be tried; `wait`: it may
 * not yet. Throws only when the store cannot be reached; the row then becomes free when its lease ends.
 */
export async function deliverRow(tools: DeliveryTools, row: LeasedRow): Promise<'next' | 'wait'> {
  const { leaseMs } = tools.timing;
  const renewal = setInterval(() => {
    tools.store.outbox.renew(row, leaseMs).catch((error: unknown) => {
      tools.log.warn({ ...trace(row), error: nameOf(error) }, 'lease not renewed');
    });
  }, leaseMs / RENEWALS_PER_LEASE);
  try {
    return await tryAndRecord(tools, row);
  } finally {
    clearInterval(renewal);
  }
}

async function tryAndRecord(tools: DeliveryTools, row: LeasedRow): Promise<'next' | 'wait'> {
  const item = itemOf(row);
  const deliverer = tools.deliverers.get(row.platform);
  if (!item || !deliverer) return recordFailure(tools, row, item ? 'no-deliverer' : 'damaged-row');
  if (isOvertaken(row, item.view)) return recordDrop(tools, row, 'overtaken');
  if (hasNothingToReplace(row, item.view)) return recordDrop(tools, row, 'nothing-to-replace');
  const pace = deliverer.paceOf?.(item) ?? null;
  if (pace !== null && (await mustWait(tools, row, pace))) return 'wait';
  const tried = await attempt(deliverer, upToDate(item, row, tools.now()), tools.timing.deliverMs).then(
    (posted) => ({ posted }),
    (error: unknown) => ({ error }),
  );
  if ('posted' in tried)
    return 'gone' in tried.posted ? recordGone(tools, row) : recordPosted(tools, row, tried.posted);
  return refused(tools, row, tried.error, pace);
}

async function refused(
  tools: DeliveryTools,
  row: LeasedRow,
  error: unknown,
  pace: Pace | null,
): Promise<'next' | 'wait'> {
  const refusal = judge(error, row, tools.now(), tools.timing.backoffMs);
  tools.metrics.count('platform_errors', { platform: row.platform, class: refusal.class });
  if (refusal.kind === 'give-up') return recordFailure(tools, row, refusal.reason, error);
  if (pace !== null && refusal.class === 'rate-limit')
    await tools.store.paces.hold(pace.lane, refusal.waitMs);
  return recordRetry(tools, row, refusal);
}

/** Rows are of our own writing: JSON that parses and the fixed words of a column are trusted for their shape. */
function itemOf(row: LeasedRow): OutboxItem | null {
  const address = openAddress(row.address);
  const view = viewOf(row);
  if (address === null || view === undefined) return null;
  const { id, conversation, platform, slot, actor, ref, uncertain } = row;
  return {
    id,
    conversation,
    platform,
    slot,
    audience: row.audience as OutboxItem['audience'],
    actor,
    to: row.destination,
    view: view as View,
    address,
    ref,
    attempts: row.tries - 1,
    uncertain,
  };
}

/** What it shows: its own view, or that of the reply it stands for. */
function viewOf({ view, reply, replies }: LeasedRow): unknown {
  if (view !== null) return parseJson(view);
  if (reply === null || replies === null) return undefined;
  return (parseJson(replies) as readonly Reply[] | undefined)?.[reply]?.view;
}

/** One try, cut off at the deadline: an answer that never comes must not hold the conversation for ever. */
async function attempt(deliverer: Deliverer, item: OutboxItem, deliverMs: number): Promise<Posted | Gone> {
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    deadline.reject(new DeliveryError('no-answer', { retry: true, outcome: 'unknown' }));
  }, deliverMs);
  try {
    return await Promise.race([deliverer.deliver(item), deadline.promise]);
  } finally {
    clearTimeout(timer);
  }
}
