import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = '/sys/fs/cgroup';
/** Short, so that a process is held back often and briefly, not seldom and for long. */
const PERIOD_MICROS = 10_000;

/**
 * Give each of these processes a share of one CPU (0.25: a quarter) by a control group of its own, as containers get it, so that
 * processes on one machine can stand for processes on machines of their own. Answers how to end that, or why it cannot be
 * done here: it takes a right to make control groups.
 */
export function limitCpu(pids: readonly number[], share: number): { end(): void } | { why: string } {
  const made: string[] = [];
  const end = (): void => {
    for (const group of made) {
      writeFileSync(
        join(group, '..', 'cgroup.procs'),
        readFileSync(join(group, 'cgroup.procs'), 'utf8').trim(),
      );
      rmdirSync(group);
    }
  };
  try {
    for (const pid of pids) {
      const group = join(parentGroup(), `streamchoice-bench-${pid}`);
      mkdirSync(group);
      made.push(group);
      limit(group, share);
      writeFileSync(join(group, 'cgroup.procs'), String(pid));
    }
    return { end };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/** Version 1 has a tree for each controller, version 2 one for all (https://docs.kernel.org/admin-guide/cgroup-v2.html). */
function parentGroup(): string {
  if (existsSync(join(ROOT, 'cpu', 'cpu.cfs_period_us'))) return join(ROOT, 'cpu');
  writeFileSync(join(ROOT, 'cgroup.subtree_control'), '+cpu');
  return ROOT;
}

function limit(group: string, share: number): void {
  const quota = Math.round(share * PERIOD_MICROS);
  if (existsSync(join(group, 'cpu.max'))) {
    writeFileSync(join(group, 'cpu.max'), `${quota} ${PERIOD_MICROS}`);
    return;
  }
  writeFileSync(join(group, 'cpu.cfs_period_us'), String(PERIOD_MICROS));
  writeFileSync(join(group, 'cpu.cfs_quota_us'), String(quota));
}
