/** Slack gives up after 3 s; half a second is left for the way back. */
const ACK_LIMIT_MS = 2_500;

/** Tells what takes too long. */
export type Deadlines = {
  readonly limitMs: number;
  /** From now on; `late` is called once when the limit has passed. Answers how to say that it has ended. */
  begin(late: () => void): () => void;
};

type Running = { readonly due: number; readonly late: () => void };

/**
 * One limit for many that run at once, with one timer for them all: nearly every delivery ends in time, and to set and clear
 * a timer for each costs more of the event loop than counting it does.
 */
export function createDeadlines(limitMs = ACK_LIMIT_MS): Deadlines {
  /** In the order they began, so in the order in which their time runs out. */
  const running = new Set<Running>();
  let isArmed = false;
  const arm = (ms: number): void => {
    isArmed = true;
    // It may go on for a while after the last of them has ended, and must not keep the process alive for that.
    setTimeout(look, ms).unref();
  };
  const look = (): void => {
    isArmed = false;
    const now = performance.now();
    for (const one of running) {
      if (one.due > now) {
        arm(one.due - now);
        return;
      }
      running.delete(one);
      one.late();
    }
  };
  return {
    limitMs,
    begin: (late) => {
      const one = { due: performance.now() + limitMs, late };
      running.add(one);
      if (!isArmed) arm(limitMs);
      return () => running.delete(one);
    },
  };
}
