import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { DURABLE, startPostgres } from '../tests/support/postgres.ts';
import type { Drill, Finding } from './drill.ts';
import { damagedRows } from './outage/damage.ts';
import { outage, type Scene, type Trouble } from './outage/outage.ts';
import { readOnlyFile } from './outage/read-only.ts';
import { openGround } from './slack/ground.ts';
import { freshDatabase, type Stage } from './stage.ts';

const run = promisify(execFile);
const DOWN_MS = 60_000;
const SHORT_MS = 3_000;

/** The store fails while people go on, or has been damaged. */
export const storeTrouble: Drill = {
  number: 4,
  name: 'trouble with the store',
  stores: ['sqlite', 'postgres'],
  inTest: [],
  run: (stage) => (stage.store === 'postgres' ? onPostgres(stage) : onSqlite(stage)),
};

async function onPostgres(stage: Stage): Promise<Finding[]> {
  // Stopped in the middle, a server with the tests' settings forgets what it had committed: no outage that we promise for.
  const server = await startPostgres(DURABLE);
  stage.defer(() => server.stop());
  const scene = await openScene(stage, { databaseUrl: await freshDatabase(server.folder) });
  const down = await outage(scene, {
    name: 'PostgreSQL stopped',
    hypothesis: 'nobody waits in vain, nothing half is written, work goes on when it is back',
    lastsMs: stage.size(SHORT_MS, DOWN_MS),
    begin: server.halt,
    end: server.resume,
  });
  return [down, await damagedRows(scene)];
}

async function onSqlite(stage: Stage): Promise<Finding[]> {
  const full = await onFreshFile(stage, diskFull);
  const locked = await onFreshFile(stage, lockedFile);
  const scene = await openScene(stage, await stage.freshStore());
  return [full, locked, await readOnlyFile(stage), await damagedRows(scene)];
}

async function onFreshFile(stage: Stage, trouble: (scene: Scene) => Trouble): Promise<Finding> {
  const scene = await openScene(stage, await stage.freshStore());
  const finding = await outage(scene, trouble(scene));
  await scene.service.kill();
  return finding;
}

async function openScene(stage: Stage, options: Scene['options']): Promise<Scene> {
  const { workspace, start } = await openGround(stage, { options });
  return { stage, workspace, options, service: await start() };
}

/** No file of the process may grow: the system then answers writes as a full disk does. */
function diskFull({ stage, options, service }: Scene): Trouble {
  const limit = (bytes: string) => run('prlimit', ['--pid', String(service.pid), `--fsize=${bytes}`]);
  return {
    name: 'disk full',
    hypothesis: 'nobody waits in vain, nothing half is written, work goes on when there is space',
    lastsMs: stage.size(SHORT_MS, DOWN_MS),
    begin: async () => void (await limit(`${await largestFile(options.dataFolder ?? '')}:unlimited`)),
    end: async () => void (await limit('unlimited:unlimited')),
  };
}

async function largestFile(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return Math.max(...(await Promise.all(sizes)));
}

/** Another process holds the file, as a backup that has gone wrong does. */
function lockedFile({ stage, options }: Scene): Trouble {
  const other = new DatabaseSync(join(options.dataFolder ?? '', 'streamchoice.sqlite'), { timeout: 10_000 });
  stage.defer(() => other.close());
  return {
    name: 'file locked by another process',
    hypothesis: 'nobody waits in vain, nothing half is written, work goes on when it is free',
    lastsMs: stage.size(SHORT_MS, DOWN_MS),
    begin: async () => other.exec('begin exclusive'),
    end: async () => other.exec('rollback'),
  };
}
