import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../drills/random.ts';
import type { Stage } from '../../drills/stage.ts';
import { type Client, type Contestant, fireAt, openClient, theService, warmUp } from './contestants.ts';
import { limitCpu } from './cpu-share.ts';
import { capacity, capacityGain, type Rates, shown } from './statistics.ts';

/** Longer bursts than for latency: a rate needs some hundreds of turns. */
const BURST_MS = 400;
/**
 * Clients at a time: what a contestant carries is what it carries at the best of these for itself. Sixteen are enough for one
 * process and leave each of two with eight; too many make any of them slower.
 */
const LOADS = [8, 16, 32, 64] as const;
const CELLS = LOADS.flatMap((load, place) => [
  { name: 'one', load, place } as const,
  { name: 'two', load, place } as const,
]);
const WARM_UP_CONNECTIONS = 16;
/**
 * Of one CPU: two such processes, the database and the clients then fit on two CPUs. The smaller the share, the less they take
 * from one another, as on machines of their own; the mark is for the larger.
 */
const SHARES = [0.25, 0.15] as const;
/** A round has a burst for each load of each contestant, so that a part of the rounds is enough. */
const ROUNDS_PART = 0.5;
/** The gain that two processes must bring. */
const MARK = 1.7;

type Options = { readonly rounds: number; readonly random: Random; readonly postgres: string };

/**
 * Turns a second of two processes on one PostgreSQL over those of one, each at its best load, in bursts in random order, and
 * who used the CPU: as they are, when on few CPUs one process, its clients and the database take all there is, and with a
 * share of a CPU for each process, when what is measured is whether the store lets a second one carry as much as the first.
 */
export async function scaling(stage: Stage, options: Options): Promise<string> {
  const gains: string[] = [];
  for (const limit of [null, ...SHARES]) gains.push(await gainOf(stage, options, limit));
  return gains.join('\n');
}

async function gainOf(
  stage: Stage,
  { rounds, random, postgres }: Options,
  limit: number | null,
): Promise<string> {
  const client = openClient(stage);
  const options = await stage.freshStore();
  const both = await theService(stage, { platform: 'slack', options, action: 'help', processes: 2 });
  // Before they are held to a share, since compiling would use most of it up.
  await warmUp(client, both, WARM_UP_CONNECTIONS);
  const held =
    limit === null
      ? null
      : limitCpu(
          both.services.map(({ pid }) => pid),
          limit,
        );
  if (held !== null && 'why' in held)
    return `two processes with a share of a CPU each: not measured here (${held.why})`;
  const { rates, spent } = await burstsOf(client, both, { rounds, random, postgres });
  held?.end();
  await Promise.all(both.services.map((service) => service.kill()));
  const gain = capacityGain(rates, random);
  const share = (seconds: number) => `${((100 * seconds) / spent.seconds).toFixed(0)} %`;
  const carried = (of: keyof Rates) => capacity(rates, of).toFixed(0);
  return (
    `two processes on one PostgreSQL${limit === null ? '' : `, each with ${limit} of a CPU`}: ${shown(gain)} times the turns of one ` +
    `(${carried('one')} -> ${carried('two')} a second); of one CPU each second: services ` +
    `${share(spent.services)}, PostgreSQL ${share(spent.postgres)}, the rest the client and others; ` +
    `mark ${MARK}: ${gain.median >= MARK ? 'met' : 'MISSED'}`
  );
}

/** Rates by round, and the seconds of CPU that were used while both were fired at. */
type Measured = { rates: Rates[]; spent: { services: number; postgres: number; seconds: number } };

async function burstsOf(
  client: Client,
  two: Contestant,
  { rounds, random, postgres }: Options,
): Promise<Measured> {
  const contestants = { one: { ...two, services: two.services.slice(0, 1) }, two };
  const rates: Rates[] = [];
  const spent = { services: 0, postgres: 0, seconds: 0 };
  for (let round = 0; round < rounds * ROUNDS_PART; round += 1) {
    const measured: Record<keyof Rates, number[]> = { one: [], two: [] };
    for (const { name, load, place } of random.shuffled(CELLS)) {
      const start = await use(two, postgres);
      measured[name][place] = await rate(client, contestants[name], load);
      const end = await use(two, postgres);
      if (name === 'one') continue;
      spent.services += end.services - start.services;
      spent.postgres += used(start.postgres, end.postgres);
      spent.seconds += end.at - start.at;
    }
    rates.push(measured);
  }
  return { rates, spent };
}

/** Turns a second in one burst. */
async function rate(client: Client, contestant: Contestant, load: number): Promise<number> {
  const began = performance.now();
  const micros = await fireAt(client, contestant, load, BURST_MS);
  return (micros.length / (performance.now() - began)) * 1_000;
}

async function use({ services }: Contestant, postgres: string) {
  const stats = await Promise.all(services.map((service) => service.stat()));
  return {
    services: stats.reduce((sum, { cpuMicros }) => sum + cpuMicros / 1e6, 0),
    postgres: secondsOfChildren(postgres),
    at: performance.now() / 1_000,
  };
}

/** CPU seconds of the server and its connections by process, as the system counts them, in ticks of a hundredth. */
function secondsOfChildren(folder: string): ReadonlyMap<string, number> {
  const parent = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', parent]).toString().trim().split(/\s+/);
  const seconds = children.map((pid): [string, number] => {
    // After the name in brackets, which may hold anything: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const fields = statOf(pid).split(') ')[1]?.split(' ') ?? [];
    return [pid, (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND];
  });
  return new Map(seconds);
}

/** What they used between two looks; of one that has ended meanwhile only what was seen. */
function used(start: ReadonlyMap<string, number>, end: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [pid, seconds] of end) sum += Math.max(0, seconds - (start.get(pid) ?? 0));
  return sum;
}

const TICKS_PER_SECOND = 100;

/** Empty for a process that has ended since it was listed, as workers of the server do: what it used is no longer to be had. */
function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return '';
    throw error;
  }
}
