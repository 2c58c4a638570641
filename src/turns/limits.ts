import type { Delivery, Refused } from './types.ts';

/** Deliveries a minute; half of them may come at once. 0: no limit. */
export type Limits = { readonly perPerson: number; readonly perWorkspace: number };

/** Far above what fingers can do, and below what would keep others waiting. */
export const DEFAULT_LIMITS: Limits = { perPerson: 120, perWorkspace: 3_000 };

const MINUTE_MS = 60_000;
/** Buckets looked through for full ones when there are more than these. */
const MOST_BUCKETS = 10_000;

type Bucket = { tokens: number; at: number; told: boolean };

/**
 * Token buckets per person and per workspace. They are kept in the memory of each replica: a shared count would cost every
 * turn another write to protect against what a replica can well protect itself. With n replicas a person therefore may
 * get up to n times the limit, never less than it.
 */
export function createLimiter(limits: Limits, now: () => number): (delivery: Delivery) => Refused | null {
  const buckets = new Map<string, Bucket>();
  const take = (name: string, perMinute: number): { wait: number; bucket: Bucket } => {
    if (buckets.size > MOST_BUCKETS) forgetFull(buckets, now());
    const bucket = refilled(buckets.get(name), perMinute, now());
    buckets.set(name, bucket);
    if (bucket.tokens < 1) return { wait: ((1 - bucket.tokens) * MINUTE_MS) / perMinute, bucket };
    bucket.tokens -= 1;
    bucket.told = false;
    return { wait: 0, bucket };
  };
  const check = (by: Refused['by'], name: string, perMinute: number): Refused | null => {
    if (perMinute === 0) return null;
    const { wait, bucket } = take(name, perMinute);
    if (wait === 0) return null;
    const tell = !bucket.told;
    bucket.told = true;
    return { by, perMinute, retryAfterMs: Math.ceil(wait), tell };
  };
  return ({ platform, workspace, actor }) => {
    const place = `${platform}\n${workspace ?? ''}`;
    return (
      check('person', `${place}\n${actor.id}`, limits.perPerson) ??
      check('workspace', place, limits.perWorkspace)
    );
  };
}

function refilled(bucket: Bucket | undefined, perMinute: number, now: number): Bucket {
  const most = Math.max(1, perMinute / 2);
  if (bucket === undefined) return { tokens: most, at: now, told: false };
  bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.at) * perMinute) / MINUTE_MS);
  bucket.at = now;
  return bucket;
}

/** A bucket untouched for a minute is full again, so that it says nothing. */
function forgetFull(buckets: Map<string, Bucket>, now: number): void {
  for (const [name, { at }] of buckets) if (now - at >= MINUTE_MS) buckets.delete(name);
}

/** What to tell the person: which limit, that nothing was changed, and when to try again. */
export function limitText({ by, perMinute, retryAfterMs }: Refused): string {
  const who = by === 'person' ? 'You send' : 'This workspace sends';
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  const second = seconds === 1 ? 'second' : 'seconds';
  return (
    `${who} more than I take (${perMinute} messages or presses a minute). ` +
    `The last one was left out and nothing was changed; try again in ${seconds} ${second}.`
  );
}
