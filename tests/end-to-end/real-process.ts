import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
/** Loading everything takes about a second; a loaded machine may need twenty times that. */
const START_WITHIN_MS = 60_000;

export type RealProcess = {
  readonly url: string;
  readonly welcome: string;
  /** Everything on stderr so far. */
  log(): string;
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL, as when the machine goes away. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
};

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** A data folder of its own, removed by `clean`. */
export async function dataFolder(): Promise<{ path: string; clean(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'streamchoice-'));
  return { path, clean: () => rm(path, { recursive: true, force: true }) };
}

/** Start `src/main.ts` as a user would, with nothing but these variables, and wait for its first line. */
export async function startProcess(env: Readonly<Record<string, string>>): Promise<RealProcess> {
  const child = launch(['src/main.ts'], { PORT: '0', ...env });
  const ended = collect(child);
  const welcome = await Promise.race([firstLine(child), ended.then(failed), late()]);
  const url = /http:\/\/\S+?:\d+/.exec(welcome)?.[0] ?? '';
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return (await ended).code;
  };
  return {
    url,
    welcome,
    log: () => stderrOf.get(child) ?? '',
    signal: (signal) => void child.kill(signal),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

/** Run a file of the project to its end, with this on standard input. */
export async function runFile(
  argv: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Ended> {
  const child = launch(argv, options.env ?? {});
  child.stdin?.end(options.input ?? '');
  return collect(child);
}

const stderrOf = new WeakMap<ChildProcess, string>();

function launch(argv: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const base = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
  return spawn(process.execPath, argv, { cwd: ROOT, env: { ...base, ...env }, stdio: 'pipe' });
}

function collect(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderrOf.set(child, (stderrOf.get(child) ?? '') + chunk.toString());
  });
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr: stderrOf.get(child) ?? '' }));
  });
}

function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text);
    });
  });
}

function failed({ code, stderr }: Ended): never {
  throw new Error(`The process ended with ${code} before it was ready: ${stderr}`);
}

function late(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`Not ready within ${START_WITHIN_MS} ms.`)), START_WITHIN_MS).unref();
  });
}

/** Wait until something holds; the last failure is what the test reports. */
export async function until<T>(look: () => T | Promise<T>, withinMs = 10_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
