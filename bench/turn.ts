import { parseArgs } from 'node:util';
import { seeded } from '../drills/random.ts';
import { type BackEnd, openStage, type Stage, storeEnvironment } from '../drills/stage.ts';
import { SIGNING_SECRET as SECRET } from '../tests/support/fake-slack/index.ts';
import { DURABLE, startPostgres } from '../tests/support/postgres.ts';
import { compare } from './turn/compare.ts';
import { baseline, openClient, theService, type Wanted } from './turn/contestants.ts';
import { profileShares } from './turn/profile.ts';
import { scaling } from './turn/scaling.ts';
import { shown } from './turn/statistics.ts';

/**
 * The whole durable turn (request in, state, transcript and outbox committed, acknowledged) beside an SDK that only
 * acknowledges: `node bench/turn.ts [control sqlite postgres floor teams scaling profile ...] [--rounds 96] [--connections 1]`.
 * Judge the ratios: bursts of 100 ms in random order, medians of ratios by round, 95 % bootstrap intervals, and the
 * baseline against itself as the control. Any answer that is no 2xx ends the run.
 */
type Case = { readonly platform: 'slack' | 'teams'; readonly store: BackEnd; readonly action: string };
type Marks = { readonly p50: number; readonly cpu: number; readonly p99: number };

const CASES: Readonly<Record<string, { readonly of: Case; readonly marks: Marks | null }>> = {
  sqlite: {
    of: { platform: 'slack', store: 'sqlite', action: 'help' },
    marks: { p50: 1.6, cpu: 1.6, p99: 3 },
  },
  postgres: {
    of: { platform: 'slack', store: 'postgres', action: 'help' },
    marks: { p50: 5, cpu: 5, p99: 3 },
  },
  teams: {
    of: { platform: 'teams', store: 'sqlite', action: 'help' },
    marks: { p50: 1.6, cpu: 1.6, p99: 3 },
  },
  // A turn that also searches for the next question: what the advisor itself costs.
  advising: { of: { platform: 'slack', store: 'sqlite', action: 'back' }, marks: null },
};
const BASELINES = { slack: 'bolt-echo.ts', teams: 'botbuilder-echo.ts' } as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '96' },
    connections: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});
const rounds = Number(values.rounds);
const connections = Number(values.connections);
const random = seeded(Number(values.seed));
const chosen =
  positionals.length > 0 ? positionals : ['control', ...Object.keys(CASES), 'floor', 'scaling', 'profile'];
const server = await startPostgres(DURABLE);
let missed = 0;
for (const name of chosen) {
  const stage = openStage({ seed: 1, store: storeOf(name), scale: 1, postgres: async () => server.folder });
  try {
    await run(stage, name);
  } finally {
    await stage.close();
  }
}
await server.stop();
process.exitCode = missed === 0 ? 0 : 1;

async function run(stage: Stage, name: string): Promise<void> {
  if (name === 'control') return beside(stage, 'control (bare Bolt against itself)', BASELINES.slack, {});
  if (name === 'floor')
    return beside(
      stage,
      'floor (bare Bolt with one insert into PostgreSQL)',
      'bolt-insert.ts',
      storeEnvironment(await stage.freshStore()),
    );
  if (name === 'scaling')
    return console.log(await scaling(stage, { rounds, random, postgres: server.folder }));
  if (name === 'profile') return console.log(await profileShares(stage));
  const found = CASES[name];
  if (found === undefined)
    throw new Error(
      `Unknown case "${name}"; expected control, floor, scaling, profile, ${Object.keys(CASES).join(', ')}.`,
    );
  const client = openClient(stage);
  const wanted: Wanted = { ...found.of, options: await stage.freshStore() };
  const service = await theService(stage, wanted);
  const bare = await baseline(stage, BASELINES[found.of.platform], service.recipe);
  report(name, await compare(client, bare, service, { rounds, connections, random }), found.marks);
}

/** Bare Bolt and something else that is not the service. */
async function beside(
  stage: Stage,
  name: string,
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const client = openClient(stage);
  const recipe = {
    platform: 'slack',
    conversations: [{ id: 'one', n: 0 }],
    action: 'help',
    secret: SECRET,
    serviceUrl: '',
  } as const;
  const [one, other] = [
    await baseline(stage, BASELINES.slack, recipe),
    await baseline(stage, file, recipe, env),
  ];
  report(name, await compare(client, one, other, { rounds, connections, random }), null);
}

function report(name: string, compared: Awaited<ReturnType<typeof compare>>, marks: Marks | null): void {
  const { p50, cpu, p99, micros, requests } = compared;
  const [base, other] = micros.map((micro) => Math.round(micro));
  const isMissed =
    marks !== null && (p50.median > marks.p50 || cpu.median > marks.cpu || p99.median > marks.p99);
  if (isMissed) missed += 1;
  const mark =
    marks === null
      ? ''
      : `; marks ${marks.p50} / ${marks.cpu} / ${marks.p99}: ${isMissed ? 'MISSED' : 'met'}`;
  console.log(
    `${name}: p50 ${shown(p50)}, CPU ${shown(cpu)}, p99 ${shown(p99)} times the baseline ` +
      `(${base} -> ${other} us, ${requests} requests)${mark}`,
  );
}

function storeOf(name: string): BackEnd {
  return CASES[name]?.of.store ?? (name === 'scaling' || name === 'floor' ? 'postgres' : 'sqlite');
}
