import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Stage } from '../stage.ts';
import { waitUntil } from '../wait.ts';
import type { Stat } from './answer-stat.ts';

const ROOT = join(import.meta.dirname, '../..');
const STAT = join(import.meta.dirname, 'answer-stat.ts');
/** The service loads in about a second; a machine under several loads takes many times that. */
const START_WITHIN_MS = 240_000;
const STAT_WITHIN_MS = 120_000;
/** As much of the log's end as explains a failure. */
const LOG_KEPT = 200_000;

/** The service in a process of its own, as `npm start` runs it. */
export type Service = {
  readonly url: string;
  readonly pid: number;
  isAlive(): boolean;
  /** The end of what it wrote on stderr. */
  log(): string;
  stat(): Promise<Stat>;
  /** Anything to the process, for entries that listen. */
  tell(message: object): void;
  onTold(listen: (message: Record<string, unknown>) => void): void;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  ended(): Promise<void>;
};

export type ServiceOptions = {
  readonly env: Readonly<Record<string, string>>;
  readonly entry?: string;
  readonly flags?: readonly string[];
  /** Another user, for what root may always do. */
  readonly as?: { readonly uid?: number; readonly gid?: number };
};

/** A drill's load comes from few people, and what a limit leaves out would count as lost. */
const NO_LIMITS = { STREAMCHOICE_LIMIT_PERSON: '0', STREAMCHOICE_LIMIT_WORKSPACE: '0' };

/** Start it with nothing but these variables and without limits, and wait for its first line; it is killed when the stage closes. */
export async function startService(stage: Stage, options: ServiceOptions): Promise<Service> {
  const child = launch(options);
  const tail = { out: '', log: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    tail.out = (tail.out + chunk.toString()).slice(-LOG_KEPT);
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    tail.log += chunk.toString();
    // Cut now and then only: cutting copies all that is kept.
    if (tail.log.length > 2 * LOG_KEPT) tail.log = tail.log.slice(-LOG_KEPT);
  });
  const gone = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return gone;
  };
  stage.defer(() => (isAlive() ? end('SIGKILL') : undefined));
  await waitUntil(() => tail.out.includes('\n') || !isAlive(), START_WITHIN_MS);
  const url = /http:\/\/\S+?:\d+/.exec(tail.out)?.[0];
  if (url === undefined) throw new Error(`The service did not start. It wrote:\n${tail.out}${tail.log}`);
  return {
    url: url.replace('localhost', '127.0.0.1'),
    pid: child.pid ?? 0,
    isAlive,
    log: () => tail.log,
    stat: () => ask(child),
    tell: (message) => void child.send(message),
    onTold: (listen) => void child.on('message', (message) => listen(message as Record<string, unknown>)),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    ended: async () => void (await gone),
  };
}

/** Run it to its end, for starts that must fail. */
export async function runToEnd(options: ServiceOptions): Promise<{ code: number | null; stderr: string }> {
  const child = launch(options);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const late = setTimeout(() => child.kill('SIGKILL'), START_WITHIN_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(late);
  return { code, stderr };
}

function launch({ env, entry = 'src/main.ts', flags = [], as = {} }: ServiceOptions): ChildProcess {
  const argv = [...flags, '--import', STAT, entry];
  const base = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
  return spawn(process.execPath, argv, {
    cwd: ROOT,
    ...as,
    env: { ...base, ...NO_LIMITS, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

function ask(child: ChildProcess): Promise<Stat> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The process did not answer.')), STAT_WITHIN_MS);
    const hear = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !('stat' in message)) return;
      clearTimeout(late);
      child.off('message', hear);
      resolve(message.stat as Stat);
    };
    child.on('message', hear);
    child.send('stat');
  });
}
