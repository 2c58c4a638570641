import { isInteractive, markLate } from '../conversation/show/late.ts';
import type { View } from '../conversation/views.ts';
import type { LeasedRow } from '../store/outbox.ts';
import type { OutboxItem } from './types.ts';

/** A reply with buttons that is older than this and no longer the conversation's last word says so. */
const LATE_MS = 60_000;

/**
 * Whether a row is not worth posting: what replaces its message waits behind it already. That holds for updates, and for
 * questions not yet shown: a question that has been answered must not appear with live buttons. What may have been
 * posted by a try without an answer is looked up instead.
 */
export function isOvertaken(row: LeasedRow, view: View): boolean {
  if (!row.overtaken) return false;
  return row.ref !== null || (view.kind === 'question' && !row.uncertain);
}

/** Whether a row is only to replace a message, and that message was never shown. */
export function hasNothingToReplace({ ref }: LeasedRow, view: View): boolean {
  return ref === null && view.kind === 'note' && view.onlyInPlace === true;
}

/** The item as it should be posted now: with a word about its age when the conversation has gone on without it. */
export function upToDate(item: OutboxItem, row: LeasedRow, now: number): OutboxItem {
  const late = now - row.createdAt >= LATE_MS && row.version > row.seq;
  return late && isInteractive(item.view) ? { ...item, view: markLate(item.view, row.createdAt) } : item;
}
