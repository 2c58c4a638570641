import type { StoreOptions } from '../src/store/open-store.ts';
import type { Line } from '../tests/support/fake-slack/deliver.ts';
import type { FakeMessage } from '../tests/support/fake-slack/index.ts';
import { audit } from './audit.ts';
import type { Drill, Finding } from './drill.ts';
import type { Service } from './process/service.ts';
import { beforeRestart, beforeUpgrade } from './races/old-cards.ts';
import { oldInterview } from './races/old-interview.ts';
import { keptCard, openCard, type Raced, race, staleNotes } from './races/race.ts';
import { openGround } from './slack/ground.ts';
import { lineTo } from './slack/signed.ts';
import type { Place, Workspace } from './slack/workspace.ts';
import type { Stage } from './stage.ts';
import { AT_MOST_MS, inParallel, waitUntil } from './wait.ts';

const RACES = 1_000;
/** Questions of one interview that are raced for; it has about eleven. */
const RACES_PER_INTERVIEW = 5;
const WIDTH = 16;

type Arena = {
  readonly stage: Stage;
  readonly workspace: Workspace;
  readonly options: StoreOptions;
  readonly start: () => Promise<readonly Service[]>;
};
type Interview = { readonly place: Place; readonly first: FakeMessage; readonly raced: readonly Raced[] };

/** Two people press at once; people press cards of yesterday. */
export const races: Drill = {
  number: 5,
  name: 'races and old cards',
  stores: ['sqlite', 'postgres'],
  inTest: ['postgres'],
  run: async (stage) => {
    const { workspace, options, start: startOne } = await openGround(stage);
    // On PostgreSQL the two people are served by two processes.
    const replicas = stage.store === 'postgres' ? 2 : 1;
    const start = () => Promise.all(Array.from({ length: replicas }, startOne));
    const arena = { stage, workspace, options, start };
    const services = await start();
    const interviews = await raceAll(arena, services);
    const raced = await racesFinding(arena, interviews);
    const late = await outOfOrder(arena, services, interviews);
    for (const service of services) await service.kill();
    return [raced, late, ...(await afterRestart(arena, interviews))];
  },
};

async function raceAll({ stage, workspace }: Arena, services: readonly Service[]): Promise<Interview[]> {
  const rounds = stage.size(3, RACES_PER_INTERVIEW);
  const interviews = Math.ceil(stage.size(9, RACES) / rounds);
  const lines = linesOf(services);
  stage.say(`${interviews} interviews, ${rounds} races in each`);
  // Where one race was waited for in vain the rest would be as well, each as long.
  let goesOn = true;
  return inParallel(
    WIDTH,
    Array.from({ length: interviews }, (_, n) => async () => {
      const place = workspace.room(n);
      const { status, body } = await lines[0](workspace.command(place, ''));
      await waitUntil(() => openCard(workspace, place) !== undefined, AT_MOST_MS);
      const first = openCard(workspace, place);
      if (first === undefined)
        throw new Error(
          `The interview in ${place.channel} did not begin (${status} ${JSON.stringify(body)}).`,
        );
      const card = keptCard(first);
      const raced: Raced[] = [];
      for (let round = 0; goesOn && round < rounds && openCard(workspace, place); round += 1) {
        const one = await race(workspace, place, lines);
        goesOn &&= one.inTime;
        raced.push(one);
      }
      return { place, first: card, raced };
    }),
  );
}

function linesOf(services: readonly Service[]): readonly [Line, Line] {
  const [one, other = one] = services.map(lineTo);
  if (one === undefined || other === undefined) throw new Error('No service is running.');
  return [one, other];
}

async function racesFinding(arena: Arena, interviews: readonly Interview[]): Promise<Finding> {
  const all = interviews.flatMap(({ raced }) => raced);
  const bothWon = all.filter(({ followed }) => followed > 1).length;
  const nobodyWon = all.filter(({ followed }) => followed < 1).length;
  const untold = all.filter(({ told }) => told !== 1).length;
  const found = await audit(arena.options, arena.workspace.slack);
  const unanswered = all.filter(({ acknowledged }) => !acknowledged).length;
  return {
    part: 'two people, two buttons',
    hypothesis: 'one press wins, the other person is told',
    counts: {
      races: all.length,
      'both won': bothWon,
      'nobody won': nobodyWon,
      'loser not told': untold,
      'not acknowledged': unanswered,
      'doubled posts': found.doubledPosts,
      'undelivered replies': found.pending + found.failed,
    },
    mark: 'one winner and one told in each',
    met:
      all.length > 0 && bothWon + nobodyWon + untold + unanswered + found.doubledPosts + found.pending === 0,
  };
}

/** The first card of an interview is pressed when later questions have been answered. */
async function outOfOrder(
  { stage, workspace, options }: Arena,
  services: readonly Service[],
  interviews: readonly Interview[],
): Promise<Finding> {
  const [line] = linesOf(services);
  const chosen = interviews.slice(0, stage.size(3, interviews.length));
  const before = { posts: postCount(workspace, chosen), notes: noteCount(workspace, chosen) };
  await inParallel(
    WIDTH,
    chosen.map(
      ({ place, first }) =>
        () =>
          line(workspace.press(place.user, first, { press: 'Skip' })),
    ),
  );
  await waitUntil(() => noteCount(workspace, chosen) - before.notes >= chosen.length, AT_MOST_MS);
  await audit(options, workspace.slack);
  const told = noteCount(workspace, chosen) - before.notes;
  const changed = postCount(workspace, chosen) - before.posts;
  return {
    part: 'answers out of order',
    hypothesis: 'a press on an answered question changes nothing and says so',
    counts: { presses: chosen.length, told, 'new posts': changed },
    mark: 'all told, nothing changed',
    met: told === chosen.length && changed === 0,
  };
}

function postCount(workspace: Workspace, interviews: readonly Interview[]): number {
  return interviews.reduce((sum, { place }) => sum + workspace.posts(place).length, 0);
}

function noteCount(workspace: Workspace, interviews: readonly Interview[]): number {
  return interviews.reduce((sum, { place }) => sum + staleNotes(workspace, place), 0);
}

/** Cards posted by a process that is gone, and interviews that an older version began. */
async function afterRestart(arena: Arena, interviews: readonly Interview[]): Promise<Finding[]> {
  const { stage, workspace, options } = arena;
  const old = Array.from({ length: stage.size(2, 50) }, (_, n) => workspace.direct(n));
  const begun = await Promise.all(
    old.map(async (place) => ({ place, stored: await oldInterview(options, place) })),
  );
  const [line] = linesOf(await arena.start());
  const table = { workspace, options, line };
  return [
    await beforeRestart(
      table,
      interviews.map(({ place }) => place),
    ),
    await beforeUpgrade(table, begun),
  ];
}
