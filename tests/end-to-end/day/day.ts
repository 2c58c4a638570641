import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../../src/config.ts';
import { step } from '../../../src/conversation/step.ts';
import { createLog } from '../../../src/log.ts';
import { startService } from '../../../src/service.ts';
import { openStore, type Store } from '../../../src/store/open-store.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  BOT_USER,
  type FakeSlack,
  SIGNING_SECRET,
  startFakeSlack,
} from '../../support/fake-slack/index.ts';
import { unhurried } from '../../support/unhurried.ts';

/** A workspace with its people, and the whole service beside it, on one of the two ways to connect. */
export type Day = {
  readonly slack: FakeSlack;
  readonly store: Store;
  /** Lines of the service's log. */
  readonly log: readonly string[];
  /** Wait until everything that was said is in the workspace. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

export const [ANNA, BERT, CLEO] = ['UANNA', 'UBERT', 'UCLEO'] as const;
/** Public, with the app in it. */
export const TEAM_ROOM = 'CTEAM';
/** Public, where the app is no member. */
export const OPEN_ROOM = 'COPEN';
/** Private, without the app. */
export const CLOSED_ROOM = 'CCLOSED';
export const DESIGN = 'CDESIGN';

const LOOK_AGAIN_MS = 10;
/** A busy machine may take its time: an act has ended, and is saved, when it is acknowledged. */
const PATIENCE_MS = 60_000;

/**
 * Start the service as `npm start` does, told of a workspace on this machine. Only its pace is not kept: a post a second
 * and channel would make a long day of it, and has tests of its own.
 */
export async function openDay(mode: 'socket' | 'http'): Promise<Day> {
  const slack = await startFakeSlack({ patienceMs: PATIENCE_MS });
  furnish(slack);
  const folder = await mkdtemp(join(tmpdir(), 'day-'));
  const door = mode === 'socket' ? { SLACK_APP_TOKEN: APP_TOKEN } : { SLACK_SIGNING_SECRET: SIGNING_SECRET };
  const config = readConfig({
    PORT: '0',
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    STREAMCHOICE_DATA: folder,
    STREAMCHOICE_LIMIT_PERSON: '0',
    ...door,
  });
  const lines: string[] = [];
  const log = createLog('info', [], { write: (line) => void lines.push(line) });
  const kept: { store?: Store } = {};
  const service = await startService(config, log, {
    step,
    slackAckLimitMs: PATIENCE_MS,
    openStore: async (options) => {
      kept.store = unhurried(await openStore(options));
      return kept.store;
    },
  });
  const { store } = kept;
  if (store === undefined) throw new Error('The service started without a store.');
  if (mode === 'socket') await slack.sockets.untilConnected();
  const requestUrl = `http://127.0.0.1:${service.address.port}/slack/events`;
  slack.deliverTo(mode === 'socket' ? 'socket' : { requestUrl });
  return {
    slack,
    store,
    log: lines,
    settled: () => untilDelivered(store),
    close: async () => {
      await service.stop();
      await slack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function furnish(slack: FakeSlack): void {
  slack.addChannel(TEAM_ROOM, 'public', [BOT_USER, ANNA, BERT, CLEO]);
  slack.addChannel(OPEN_ROOM, 'public', [ANNA, BERT]);
  slack.addChannel(CLOSED_ROOM, 'private', [ANNA, BERT]);
  slack.addChannel(DESIGN, 'public', [BOT_USER, ANNA, BERT, CLEO]);
}

async function untilDelivered(store: Store): Promise<void> {
  while ((await store.outbox.counts()).pending > 0) await sleep(LOOK_AGAIN_MS);
}
