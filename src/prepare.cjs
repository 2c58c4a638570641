// Runs at the end of "npm ci", so that already the first start finds its knowledge prepared. A convenience only: where it
// cannot be done, the first start does it, and what is wrong with the knowledge is told there and by the check.
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const NEEDED = 24;
const cli = join(__dirname, 'cli.ts');
if (Number(process.versions.node.split('.')[0]) >= NEEDED && existsSync(cli)) {
  const { status, error } = spawnSync(process.execPath, [cli, 'knowledge', 'prepare'], { stdio: 'inherit' });
  if (status !== 0)
    process.stderr.write(
      `The knowledge was not prepared (${error?.message ?? `exit code ${status}`}); the first start will do it.\n`,
    );
}
