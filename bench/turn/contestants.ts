import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Service, startService } from '../../drills/process/service.ts';
import { type Stage, storeEnvironment } from '../../drills/stage.ts';
import { waitUntil } from '../../drills/wait.ts';
import type { StoreOptions } from '../../src/store/open-store.ts';
import { directSql } from '../../tests/support/direct-sql.ts';
import { BOT_TOKEN, SIGNING_SECRET } from '../../tests/support/fake-slack/index.ts';
import { BOT_ID, BOT_USER, TEAM } from '../../tests/support/fake-slack/workspace.ts';
import { firstWords } from './first-words.ts';
import type { Burst, Fired } from './load-client.ts';
import type { Begun, Recipe } from './requests.ts';

const CLIENT = join(import.meta.dirname, 'load-client.ts');
/** As many conversations as take turns in the load. */
const CONVERSATIONS = 50;
const BEGUN_WITHIN_MS = 120_000;

export type Contestant = {
  readonly services: readonly Service[];
  readonly recipe: Recipe;
  /** Turns in its database by now; absent where there is none. */
  readonly turns?: () => Promise<number>;
};
export type Client = { fire(burst: Burst): Promise<Fired> };

/**
 * A platform that is always busy: the service may start, and every post is to wait for an hour. So the turn is measured
 * alone, with its replies committed to the outbox, and not a client of Slack's API that the baseline does not have.
 */
export async function busyPlatform(stage: Stage): Promise<string> {
  const who = {
    ok: true,
    team_id: TEAM,
    user_id: BOT_USER,
    bot_id: BOT_ID,
    team: 'fake',
    user: 'streamchoice',
  };
  const server = createServer((request, answer) => {
    request.resume();
    const starts = request.url?.endsWith('auth.test') === true;
    answer.writeHead(starts ? 200 : 429, { 'content-type': 'application/json', 'retry-after': '3600' });
    answer.end(JSON.stringify(starts ? who : { ok: false, error: 'ratelimited' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stage.defer(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Latencies of a burst at a contestant, in microseconds. Throws when any request is not answered 2xx. */
export async function fireAt(
  client: Client,
  { services, recipe }: Contestant,
  connections: number,
  ms: number,
): Promise<readonly number[]> {
  const urls = services.map(({ url }) => url);
  const { micros, bad } = await client.fire({ urls, recipe, connections, ms });
  if (bad.length > 0)
    throw new Error(`${bad.length} of ${micros.length} answers were no 2xx, e.g. ${bad[0]}`);
  return micros;
}

const WARM_UP_BURST_MS = 1_000;
/**
 * Before anything is measured, of each contestant alike: until then V8 goes on compiling, on threads of its own. In three seconds
 * the bare SDK takes 15,000 requests and a service on PostgreSQL 4,500 turns, so that one would be measured less warm than the other.
 */
const WARM_UP_REQUESTS = 40_000;

/** Warm a contestant up; answers how many requests that took. */
export async function warmUp(client: Client, contestant: Contestant, connections: number): Promise<number> {
  let taken = 0;
  while (taken < WARM_UP_REQUESTS)
    taken += (await fireAt(client, contestant, connections, WARM_UP_BURST_MS)).length;
  return taken;
}

/** A baseline: a file of this folder that writes its address. */
export async function baseline(
  stage: Stage,
  file: string,
  recipe: Recipe,
  env: Readonly<Record<string, string>> = {},
): Promise<Contestant> {
  return { services: [await startService(stage, { env, entry: `bench/turn/${file}` })], recipe };
}

export type Wanted = {
  readonly platform: Recipe['platform'];
  readonly options: StoreOptions;
  readonly action: string;
  readonly processes?: number;
  readonly flags?: readonly string[];
};

/** The service with interviews begun, as many processes as wanted on one database. */
export async function theService(stage: Stage, wanted: Wanted): Promise<Contestant> {
  const { platform, options, action, processes = 1, flags = [] } = wanted;
  const url = await busyPlatform(stage);
  const platformEnv =
    platform === 'slack'
      ? { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: `${url}api/` }
      : { STREAMCHOICE_TEAMS_LOCAL: '1' };
  const env = { ...platformEnv, ...storeEnvironment(options), LOG_LEVEL: 'error' };
  const services: Service[] = [];
  for (let n = 0; n < processes; n += 1) services.push(await startService(stage, { env, flags }));
  const conversations = await begin(options, services[0] as Service, platform, url);
  const recipe = { platform, conversations, action, secret: SIGNING_SECRET, serviceUrl: url };
  const turns = async () =>
    Number((await directSql(options, 'select sum(version) as turns from conversations'))[0]?.['turns']);
  return { services, recipe, turns };
}

/** Copies of one begun interview: what is measured are its later turns. */
async function begin(
  options: StoreOptions,
  service: Service,
  platform: Recipe['platform'],
  serviceUrl: string,
): Promise<Begun[]> {
  for (let n = 0; n < CONVERSATIONS; n += 1) await firstWords(service, platform, n, serviceUrl);
  const rows = () => directSql(options, 'select id, address from conversations where version > 0');
  await waitUntil(async () => (await rows()).length >= CONVERSATIONS, BEGUN_WITHIN_MS);
  return (await rows()).map((row) => ({ id: String(row['id']), n: numberIn(String(row['address'])) }));
}

/** The number of the person whose interview lives at an address. */
function numberIn(address: string): number {
  const place = JSON.parse(address) as { channel?: string; conversationId?: string };
  return Number(/\d+$/.exec(place.channel ?? place.conversationId ?? '')?.[0]);
}

/** The process that makes the load. */
export function openClient(stage: Stage): Client {
  const child = fork(CLIENT, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  stage.defer(() => child.kill('SIGKILL'));
  return {
    fire: (burst) =>
      new Promise((resolve, reject) => {
        child.once('exit', () => reject(new Error('The load client ended.')));
        child.once('message', (message: { fired: Fired }) => {
          child.removeAllListeners('exit');
          resolve(message.fired);
        });
        child.send(burst);
      }),
  };
}
