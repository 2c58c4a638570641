/**
 * Loaded before the program by `--import`: answers questions of the process that started it. The program itself knows
 * nothing of it.
 */

/** The state of a process, after a garbage collection where `--expose-gc` allows one. */
export type Stat = {
  readonly cpuMicros: number;
  readonly rss: number;
  readonly heapUsed: number;
  /** Open handles and running timers, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  /** Listeners on the process itself. */
  readonly listeners: number;
};

process.on('message', (question) => {
  if (question === 'stat') process.send?.({ stat: stat() });
});
// Being asked must not keep a process alive that wants to end.
process.channel?.unref();

function stat(): Stat {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
  return { cpuMicros: user + system, rss, heapUsed, resources, listeners };
}
