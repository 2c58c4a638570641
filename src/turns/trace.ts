import { hash } from 'node:crypto';
import type { Delivery } from './types.ts';

/** Enough to tell deliveries of a week apart (48 bits), short enough to read aloud. */
const HEX_DIGITS = 12;

type Keyed = Pick<Delivery, 'platform' | 'key'>;
const made = new WeakMap<Keyed, string>();

/**
 * The id under which logs follow a delivery to its last reply. Made from its key, so that every redelivery on every
 * replica has the same, and one-way, so that it says nothing of who or where.
 */
export function traceOf(delivery: Keyed): string {
  const known = made.get(delivery);
  if (known !== undefined) return known;
  const trace = hash('sha256', `${delivery.platform} ${delivery.key}`).slice(0, HEX_DIGITS);
  made.set(delivery, trace);
  return trace;
}
