import { setTimeout as sleep } from 'node:timers/promises';
import type { Outgoing } from '../tests/support/fake-slack/deliver.ts';
import { audit } from './audit.ts';
import type { Drill } from './drill.ts';
import type { Service } from './process/service.ts';
import { openGround } from './slack/ground.ts';
import { accepted, lineTo } from './slack/signed.ts';
import type { Workspace } from './slack/workspace.ts';
import type { Stage } from './stage.ts';
import { inParallel } from './wait.ts';

const LASTS_MS = 120_000;
const SHORT_MS = 4_000;
const KILL_EVERY_MS = 3_000;
/** Messages on their way at once; each sender speaks for one person after another. */
const SENDERS = 64;
/** Slack takes one post a second in each place: spread over so many, the posts do not wait for each other for minutes. */
const PEOPLE_PER_SENDER = 80;
/** Between two messages of one sender. */
const PAUSE_MS = 200;
/** A balancer tries the other replica at once, and both again a little later. */
const RETRY_MS = 200;
const TRIES = 300;
const TEXTS = ['latency is 5 s', 'help', 'about 2 TB of state', 'why do you ask?', 'we know Java'];

type Load = { deliveries: number; again: number; refused: number };

/** Two replicas under load; every few seconds one is killed and started again. */
export const replicas: Drill = {
  number: 8,
  name: 'replicas that die',
  stores: ['postgres'],
  inTest: [],
  run: async (stage) => {
    const { workspace, options, start } = await openGround(stage, { logLevel: 'error' });
    const running: Service[] = await Promise.all([start(), start()]);
    const until = performance.now() + stage.size(SHORT_MS, LASTS_MS);
    const load: Load = { deliveries: 0, again: 0, refused: 0 };
    const senders = Array.from({ length: stage.size(8, SENDERS) }, (_, n) => async () => {
      for (let sent = 0; performance.now() < until; sent += 1) {
        await deliver(running, messageOf(workspace, n, sent), load);
        await sleep(PAUSE_MS);
      }
    });
    const [kills] = await Promise.all([
      killAndRestart(stage, running, until, start),
      inParallel(senders.length, senders),
    ]);
    stage.say(`${load.deliveries} deliveries, ${kills} kills; waiting for the replies`);
    return [await findingOf(workspace, options, load, kills)];
  },
};

/** Everybody says the same things in the same order, and gets as far as a verdict with its picture. */
function messageOf(workspace: Workspace, sender: number, sent: number): Outgoing {
  const place = workspace.direct(sender * PEOPLE_PER_SENDER + (sent % PEOPLE_PER_SENDER));
  const turn = Math.floor(sent / PEOPLE_PER_SENDER);
  return workspace.message(place, TEXTS[turn % TEXTS.length] ?? 'help');
}

async function killAndRestart(
  stage: Stage,
  running: Service[],
  until: number,
  start: () => Promise<Service>,
): Promise<number> {
  let kills = 0;
  do {
    const victim = stage.random.whole(running.length);
    await running[victim]?.kill();
    kills += 1;
    running[victim] = await start();
    await sleep(KILL_EVERY_MS);
  } while (performance.now() < until);
  return kills;
}

/** Until somebody takes it, as a balancer and Slack's own repeats do together. */
async function deliver(running: readonly Service[], outgoing: Outgoing, load: Load): Promise<void> {
  load.deliveries += 1;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const service = running[(load.deliveries + tries) % running.length] as Service;
    if (accepted(await lineTo(service)(outgoing, Math.min(tries, 3)))) return;
    load.again += 1;
    if (tries % running.length === 1) await sleep(RETRY_MS);
  }
  load.refused += 1;
}

async function findingOf(
  workspace: Workspace,
  options: Awaited<ReturnType<Stage['freshStore']>>,
  load: Load,
  kills: number,
) {
  const found = await audit(options, workspace.slack);
  const lost = load.deliveries - found.events;
  const doubled = found.turns - found.events + found.doubledPosts;
  return {
    part: 'one killed and restarted every few seconds',
    hypothesis: 'the other carries on; every delivery has one effect and every reply arrives once',
    counts: {
      kills,
      deliveries: load.deliveries,
      'tried again': load.again,
      'never taken': load.refused,
      lost,
      doubled,
      'undelivered replies': found.pending + found.failed,
    },
    mark: '0 lost, 0 doubled, 0 undelivered',
    met: kills > 0 && load.refused + lost + doubled + found.pending + found.failed === 0,
  };
}
