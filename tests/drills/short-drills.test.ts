import { expect, inject, it } from 'vitest';
import { DRILLS } from '../../drills/all-drills.ts';
import { runDrill } from '../../drills/run-drill.ts';

const SEED = 20_261_128;

const cases = DRILLS.flatMap((drill) => drill.inTest.map((store) => ({ name: drill.name, store, drill })));

async function postgres(): Promise<string> {
  const server = inject('postgres');
  if ('missing' in server) throw new Error(server.missing);
  return server.folder;
}

/** The full versions run by `npm run drill`; see docs/drills.md. */
it.each(cases)(
  'meets every mark of "$name" on $store, in short',
  { timeout: 600_000 },
  async ({ drill, store }) => {
    const said: string[] = [];

    const rows = await runDrill(drill, {
      seed: SEED,
      store,
      scale: 0,
      postgres,
      say: (line) => said.push(line),
    });

    const missed = rows.filter((row) => !row.met);
    expect({ missed, said: missed.length === 0 ? [] : said }).toEqual({ missed: [], said: [] });
    expect(rows.length).toBeGreaterThan(0);
  },
);
