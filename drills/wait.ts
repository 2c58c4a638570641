import { setTimeout as sleep } from 'node:timers/promises';

/** For what has no limit of its own: a loaded machine may take minutes, only what hangs takes longer. */
export const AT_MOST_MS = 300_000;

/** Look again and again until something holds; answers how long that took, or null when it did not within `withinMs`. */
export async function waitUntil(
  holds: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = 20,
): Promise<number | null> {
  const began = performance.now();
  for (;;) {
    if (await holds()) return performance.now() - began;
    if (performance.now() - began > withinMs) return null;
    await sleep(everyMs);
  }
}

/** Look every 200 ms until a count is zero; given up when it has not changed for as long as only what hangs takes. */
export async function drained(remaining: () => Promise<number>): Promise<number> {
  let last = await remaining();
  let since = performance.now();
  while (last > 0 && performance.now() - since < AT_MOST_MS) {
    await sleep(200);
    const now = await remaining();
    if (now !== last) since = performance.now();
    last = now;
  }
  return last;
}

/** Run tasks with at most `width` of them at once; answers in the order of the tasks. */
export async function inParallel<T>(width: number, tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (;;) {
      const mine = next;
      const task = tasks[mine];
      if (task === undefined) return;
      next += 1;
      results[mine] = await task();
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

/** The value below which the share `at` (0 to 1) of the numbers lies; 0 for none. */
export function percentile(numbers: readonly number[], at: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;
}
