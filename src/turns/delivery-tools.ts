import type { Store } from '../store/open-store.ts';
import type { LeasedRow } from '../store/outbox.ts';
import type { Remembered } from './remembered.ts';
import type { Deliverer, Log, Metrics } from './types.ts';

/** Intervals of the delivery, in milliseconds. */
export type Timing = {
  /** How long a row stays with a worker that died; a living one renews it. */
  readonly leaseMs: number;
  /** When a try without an answer is cut off. */
  readonly deliverMs: number;
  /** How late a retry may be; also how soon another replica picks up what a dead one left. */
  readonly sweepMs: number;
  /** First wait after a refusal; doubles with each try. */
  readonly backoffMs: number;
};

/** What the delivery of the outbox works with. */
export type DeliveryTools = {
  readonly store: Store;
  readonly deliverers: ReadonlyMap<string, Deliverer>;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly timing: Timing;
  readonly remembered: Pick<Remembered, 'forget'>;
};

/** Log fields that find a row again and hold no text of anybody. */
export function trace(row: LeasedRow): object {
  const { trace: id, conversation, platform, id: outbox, attempt } = row;
  return { trace: id, conversation, platform, outbox, attempt };
}

/** The kind of an error, for logs: its message might quote what a person wrote. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
