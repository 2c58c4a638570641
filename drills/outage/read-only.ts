import { chmod, chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../drill.ts';
import { runToEnd, startService } from '../process/service.ts';
import { type Stage, storeEnvironment } from '../stage.ts';

/** "nobody" on every Linux; root may write whatever the permissions say. */
const UNPRIVILEGED_ID = 65_534;
const [READ_ONLY, WRITABLE] = [0o444, 0o644];
const [READ_ONLY_FOLDER, WRITABLE_FOLDER] = [0o555, 0o755];

/** Start on a file that cannot be written, then on the same file when it can. */
export async function readOnlyFile(stage: Stage): Promise<Finding> {
  const options = await stage.freshStore();
  const folder = options.dataFolder ?? '';
  const env = storeEnvironment(options);
  const asNobody = process.getuid?.() === 0 ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } : {};
  const first = await startService(stage, { env });
  await first.stop();
  await permit(folder, READ_ONLY, READ_ONLY_FOLDER);
  const refused = await runToEnd({ env, as: asNobody });
  await permit(folder, WRITABLE, WRITABLE_FOLDER);
  if (process.getuid?.() === 0) await giveAway(folder);
  const again = await startService(stage, { env, as: asNobody });
  const ready = await fetch(`${again.url}/readyz`).then((answer) => answer.status);
  const lines = refused.stderr.trim().split('\n');
  const namesFile = refused.stderr.includes(folder);
  const remedy = /writ|permission/i.test(refused.stderr);
  const stack = / {4}at /.test(refused.stderr);
  return {
    part: 'file read-only at the start',
    hypothesis: 'the start is refused in plain words that name the file and the remedy',
    counts: {
      'exit code': refused.code ?? 'none',
      lines: lines.length,
      'names the file': namesFile ? 'yes' : 'no',
      'says what to do': remedy ? 'yes' : 'no',
      'shows a stack': stack ? 'yes' : 'no',
      '/readyz after the repair': ready,
    },
    mark: 'exit 1, file and remedy named, no stack, ready after the repair',
    met: refused.code === 1 && namesFile && remedy && !stack && ready === 200,
  };
}

async function permit(folder: string, files: number, itself: number): Promise<void> {
  await chmod(folder, WRITABLE_FOLDER);
  for (const name of await readdir(folder)) await chmod(join(folder, name), files);
  await chmod(folder, itself);
}

async function giveAway(folder: string): Promise<void> {
  await chown(folder, UNPRIVILEGED_ID, UNPRIVILEGED_ID);
  for (const name of await readdir(folder)) await chown(join(folder, name), UNPRIVILEGED_ID, UNPRIVILEGED_ID);
}
