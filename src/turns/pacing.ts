import type { LeasedRow } from '../store/outbox.ts';
import { type DeliveryTools, trace } from './delivery-tools.ts';
import type { Pace } from './types.ts';

/**
 * Keep the pace of a channel: true when this row has to wait, which is noted with the time of its turn. A row takes its
 * place in the lane once, so that conversations of one channel go in the order they came, on whichever replica.
 */
export async function mustWait(tools: DeliveryTools, row: LeasedRow, pace: Pace): Promise<boolean> {
  const { paces, outbox } = tools.store;
  const waitMs = row.paced ? await paces.held(pace.lane) : await paces.take(pace);
  if (waitMs <= 0) return false;
  // A lane that the platform holds lets its rows queue up anew, or they would all go at the same moment.
  const held = await outbox.postpone(row, { nextAt: tools.now() + waitMs, paced: !row.paced });
  if (held)
    tools.metrics.count('deliveries', { platform: row.platform, outcome: 'paced', reason: 'channel' });
  else tools.log.warn(trace(row), 'lease lost: another worker has taken over this reply');
  return true;
}
