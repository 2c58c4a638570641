import type { Drill, Finding } from './drill.ts';
import { type Cases, slackCases, teamsCases, webCases } from './fuzz/samples.ts';
import { type Service, startService } from './process/service.ts';
import { openGround } from './slack/ground.ts';
import { lineTo } from './slack/signed.ts';
import { type Stage, storeEnvironment } from './stage.ts';
import { openOffice, postActivity } from './teams/office.ts';
import { inParallel } from './wait.ts';
import { post } from './wire/post.ts';

const PAYLOADS = 100_000;
const WIDTH = 16;
/** Answers shown that should not have come. */
const LISTED = 5;
const LISTED_CHARACTERS = 1_500;

type Target = {
  readonly name: string;
  open(stage: Stage): Promise<{ readonly service: Service; readonly cases: Cases; whole(): Promise<number> }>;
};

const TARGETS: readonly Target[] = [
  { name: 'Slack', open: openSlack },
  { name: 'Teams', open: openTeams },
  { name: 'local page', open: openWeb },
];

/** Requests that are almost right, signed, at each door. */
export const fuzz: Drill = {
  number: 6,
  name: 'fuzz',
  stores: ['sqlite'],
  inTest: [],
  run: async (stage) => {
    const findings: Finding[] = [];
    for (const target of TARGETS) findings.push(await fuzzOne(stage, target));
    return findings;
  },
};

async function fuzzOne(stage: Stage, target: Target): Promise<Finding> {
  const { service, cases, whole } = await target.open(stage);
  const payloads = stage.size(300, PAYLOADS);
  stage.say(`${target.name}: ${payloads} payloads`);
  const { statuses, failed, slowestMs } = await sendAll(stage, service, cases, payloads);
  const answered = [...statuses].reduce((sum, [status, n]) => sum + (status === 0 ? 0 : n), 0);
  const after = service.isAlive() ? await whole() : 0;
  const crashes = service.isAlive() ? 0 : 1;
  const rejections = service.log().split(/unhandled ?rejection/i).length - 1;
  await service.kill();
  return {
    part: target.name,
    hypothesis: 'whatever comes is answered, and the next whole request works',
    counts: {
      payloads,
      answered,
      ...Object.fromEntries(
        [...statuses].toSorted(([a], [b]) => a - b).map(([status, n]) => [`HTTP ${status}`, n]),
      ),
      crashes,
      'unhandled rejections': rejections,
      'slowest answer ms': Math.round(slowestMs),
      'whole request afterwards': after,
    },
    mark: '0 crashes, 0 unhandled rejections, every one answered, none with a 5xx',
    met: crashes + rejections + failed === 0 && answered === payloads && after === 200,
  };
}

/** Send so many mutated requests, or until the service is gone; some of the answers that should not have come are shown. */
async function sendAll(stage: Stage, service: Service, cases: Cases, payloads: number) {
  const statuses = new Map<number, number>();
  let [next, failed, slowestMs] = [0, 0, 0];
  const one = async (): Promise<void> => {
    const { path, headers, body } = cases();
    const { status, ms } = await post(service.url + path, headers, body);
    slowestMs = Math.max(slowestMs, ms);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status !== 0 && status < 500) return;
    failed += 1;
    if (failed <= LISTED) stage.say(`${status} to ${body.toString().slice(0, LISTED_CHARACTERS)}`);
  };
  const worker = async (): Promise<void> => {
    while (next < payloads && service.isAlive()) {
      next += 1;
      await one();
    }
  };
  await inParallel(
    WIDTH,
    Array.from({ length: WIDTH }, () => worker),
  );
  return { statuses, failed, slowestMs };
}

async function openSlack(stage: Stage) {
  const { workspace, start } = await openGround(stage);
  const service = await start();
  const cases = await slackCases(workspace, service, stage.random);
  const whole = async () =>
    (await lineTo(service)(workspace.message(workspace.direct(9_999), 'help'))).status;
  return { service, cases, whole };
}

async function openTeams(stage: Stage) {
  const office = await openOffice(stage);
  const env = { ...office.environment, ...storeEnvironment(await stage.freshStore()) };
  const service = await startService(stage, { env });
  const cases = await teamsCases(office, service, stage.random);
  return { service, cases, whole: () => postActivity(service, office.message(9_999, 'help')) };
}

async function openWeb(stage: Stage) {
  const env = storeEnvironment(await stage.freshStore());
  const service = await startService(stage, { env });
  const cases = await webCases(service, stage.random);
  const whole = async () => (await fetch(`${service.url}/healthz`)).status;
  return { service, cases, whole };
}
