import { createHash } from 'node:crypto';
import type { Delivery } from './types.ts';

/** Enough to tell deliveries of a week apart (48 bits), short enough to read aloud. */
const HEX_DIGITS = 12;

/**
 * The id under which logs follow a delivery to its last reply. Made from its key, so that every redelivery on every
 * replica has the same, and one-way, so that it says nothing of who or where.
 */
export function traceOf({ platform, key }: Pick<Delivery, 'platform' | 'key'>): string {
  return createHash('sha256').update(`${platform} ${key}`).digest('hex').slice(0, HEX_DIGITS);
}
