import type { LeasedRow } from '../store/outbox.ts';
import { DeliveryError, type ErrorClass } from './types.ts';

/** What to do about a try that failed. `reason` is stable text for logs, counters and the outbox row. */
export type Refusal = { readonly reason: string; readonly class: ErrorClass } & (
  | { readonly kind: 'retry'; readonly waitMs: number; readonly uncertain: boolean }
  | { readonly kind: 'give-up' }
);

/** Longest wait of our own choosing; the platform may ask for more. */
const LONGEST_BACKOFF_MS = 60_000;
/** A reply that comes a day late helps nobody and still blocks what was said after it. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;
/** A defect of ours fails the same way each time: half a minute of tries, then let the next reply through. */
const UNEXPECTED_TRIES = 5;

/**
 * Judge a failed try. Refusals that may pass are tried again after the wait the platform asks for, else with
 * exponential backoff; final ones and those older than a day are given up; errors nobody foresaw get a few tries.
 */
export function judge(error: unknown, row: LeasedRow, now: number, backoffMs: number): Refusal {
  const { reason, retry, waitMs, unknownOutcome, class: kind } = describe(error, row);
  if (!retry) return { kind: 'give-up', reason, class: kind };
  if (now - row.createdAt >= GIVE_UP_AFTER_MS)
    return { kind: 'give-up', reason: `too-old:${reason}`, class: kind };
  const backoff = Math.min(backoffMs * 2 ** (row.tries - 1), LONGEST_BACKOFF_MS);
  const uncertain = row.uncertain || unknownOutcome;
  return { kind: 'retry', reason, waitMs: waitMs ?? backoff, uncertain, class: kind };
}

type Description = {
  readonly reason: string;
  readonly retry: boolean;
  readonly waitMs: number | null;
  readonly unknownOutcome: boolean;
  readonly class: ErrorClass;
};

function describe(error: unknown, row: LeasedRow): Description {
  if (error instanceof DeliveryError) {
    const { code, retry, afterMs, kind } = error;
    return { reason: code, retry, waitMs: afterMs, unknownOutcome: error.outcome === 'unknown', class: kind };
  }
  const name = error instanceof Error ? error.name : typeof error;
  return {
    reason: `unexpected:${name}`,
    retry: row.tries < UNEXPECTED_TRIES,
    waitMs: null,
    unknownOutcome: true,
    class: 'no-answer',
  };
}
