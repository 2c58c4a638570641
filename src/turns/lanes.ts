/** Runs tasks of one lane one after another, in the order they came; lanes do not wait for each other. */
export type Lanes = {
  run<T>(lane: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when no task is left. */
  idle(): Promise<void>;
};

/**
 * Queues in this process, one per conversation: forty people pressing at once must not hold forty database
 * connections while they wait for one row. A task that fails does not hold up the next.
 */
export function createLanes(): Lanes {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: (lane, task) => {
      const mine = last.get(lane)?.then(task, task) ?? task();
      last.set(lane, mine);
      const leave = () => {
        if (last.get(lane) === mine) last.delete(lane);
      };
      mine.then(leave, leave);
      return mine;
    },
    idle: async () => {
      while (last.size > 0) await Promise.allSettled(last.values());
    },
  };
}
