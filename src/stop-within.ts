import { setTimeout as sleep } from 'node:timers/promises';

/** Process managers commonly kill after 10 s; a second is left for the process to end by itself. */
const STOP_WITHIN_MS = 9_000;
/** However long the step before took, the next one gets this much. */
const LEAST_MS = 500;
/** Kept back for the steps that follow. */
const RESERVE_MS = 1_000;

type Step = (leftMs: number) => Promise<unknown>;

/**
 * Run the steps of a stop one after another, all of them within 9 s: a step that hangs is left behind with a line in the log.
 * Each is told how many milliseconds it has. Rejects with the first error, after the other steps have had their turn.
 */
export async function stopWithin(
  log: { warn(fields: object, message: string): void },
  steps: readonly Step[],
  withinMs = STOP_WITHIN_MS,
): Promise<void> {
  const end = performance.now() + withinMs;
  const errors: unknown[] = [];
  for (const [place, step] of steps.entries()) {
    const reserve = RESERVE_MS * (steps.length - 1 - place);
    const leftMs = Math.max(LEAST_MS, end - performance.now() - reserve);
    const outcome = await Promise.race([
      step(leftMs).then(
        () => 'done' as const,
        (error: unknown) => {
          errors.push(error);
          return 'done' as const;
        },
      ),
      sleep(leftMs, 'late' as const, { ref: false }),
    ]);
    if (outcome === 'late')
      log.warn({ step: place + 1, leftMs }, 'a step of the stop took too long and was left behind');
  }
  if (errors.length > 0) throw errors[0];
}
