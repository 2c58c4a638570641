import { parseArgs } from 'node:util';
import { type PostgresServer, startPostgres } from '../tests/support/postgres.ts';
import { DRILLS } from './all-drills.ts';
import { minutes, type Row, table } from './report.ts';
import { runDrill } from './run-drill.ts';
import { BACK_ENDS, type BackEnd } from './stage.ts';

const USAGE = `npm run drill -- [number ...] [--seed 1] [--store sqlite|postgres] [--scale 1]

Without numbers all drills run. --scale 0.1 runs a tenth of the counts, --short the version of "npm test".`;

const { values, positionals } = read();
const chosen = DRILLS.filter(
  (drill) => positionals.length === 0 || positionals.includes(String(drill.number)),
);
const seed = Number(values.seed);
const scale = values.short ? 0 : Number(values.scale);
if (chosen.length === 0 || !Number.isSafeInteger(seed) || !(scale >= 0)) usage('Nothing to run.');
const stores = BACK_ENDS.filter((store) => values.store === undefined || values.store === store);
if (stores.length === 0) usage(`Expected --store sqlite or --store postgres, got "${values.store}".`);

let server: Promise<PostgresServer> | null = null;
const postgres = async (): Promise<string> => {
  server ??= startPostgres();
  return (await server).folder;
};
const began = performance.now();
const rows: Row[] = [];
for (const drill of chosen) {
  for (const store of drill.stores.filter((one: BackEnd) => stores.includes(one))) {
    const say = (line: string): void => console.error(`[${drill.number} ${store}] ${line}`);
    say(`${drill.name}, seed ${seed}, scale ${scale}`);
    const found = await runDrill(drill, { seed, store, scale, postgres, say });
    say(
      `took ${minutes(found[0]?.seconds ?? 0)}, ${found.filter((row) => row.met).length} of ${found.length} marks met`,
    );
    rows.push(...found);
  }
}
await (server as Promise<PostgresServer> | null)?.then((one) => one.stop());
const missed = rows.filter((row) => !row.met).length;
console.log(`Seed ${seed}, scale ${scale}.\n\n${table(rows)}\n`);
const verdict =
  missed === 0 ? `${rows.length} of ${rows.length} marks met` : `${missed} of ${rows.length} marks missed`;
console.log(`${verdict}, in ${minutes((performance.now() - began) / 1000)}`);
process.exitCode = missed === 0 && rows.length > 0 ? 0 : 1;

function read() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        store: { type: 'string' },
        scale: { type: 'string', default: '1' },
        short: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
}

function usage(problem: string): never {
  console.error(`${problem}\n\n${USAGE}`);
  process.exit(2);
}
