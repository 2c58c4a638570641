import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { vi } from 'vitest';
import { createSlackAdapter } from '../../../src/adapters/slack/adapter.ts';
import type { Ports } from '../../../src/adapters/slack/ports.ts';
import type { SlackMode } from '../../../src/adapters/slack/types.ts';
import { contextOf, SHIPPED_KNOWLEDGE } from '../../../src/advice.ts';
import { step } from '../../../src/conversation/step.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { loadKnowledge } from '../../../src/knowledge/loader.ts';
import { portsOf } from '../../../src/ports.ts';
import { openStore, type Store } from '../../../src/store/open-store.ts';
import { createTurns, type Turns } from '../../../src/turns/create-turns.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  BOT_USER,
  type FakeMessage,
  type FakeSlack,
  labelsOf,
  SIGNING_SECRET,
  startFakeSlack,
} from '../../support/fake-slack/index.ts';
import { unhurried } from '../../support/unhurried.ts';
import { noInstalls } from './workbench.ts';

/** Everything but the process: real Bolt, turns, conversation, knowledge and SQLite, against the fake workspace. */
export type Desk = {
  readonly slack: FakeSlack;
  readonly store: Store;
  readonly turns: Turns;
  readonly counted: readonly string[];
  readonly logged: readonly string[];
  /** Wait until all that was said is in the workspace. */
  settled(): Promise<void>;
  /** The newest root message of a channel. */
  root(channel?: string): FakeMessage;
  /** Messages below the newest root. */
  thread(channel?: string): readonly FakeMessage[];
  /** The newest message that offers a label. */
  offering(label: string, channel?: string): FakeMessage;
  stop(): Promise<void>;
};

export const ROOM = 'CROOM';
export const DESIGN = 'CDESIGN';
export const ANNA = 'UANNA';
export const BERT = 'UBERT';

/** A busy machine must not end an act before what it began is saved: "settled" counts on that. */
const BUSY_MS = 60_000;

vi.setConfig({ testTimeout: BUSY_MS, hookTimeout: BUSY_MS });

const context = contextOf(await loadKnowledge([SHIPPED_KNOWLEDGE]));

export async function openDesk(
  mode: SlackMode = 'http',
  change: (ports: Ports) => Partial<Ports> = () => ({}),
): Promise<Desk> {
  const slack = await startFakeSlack({ patienceMs: BUSY_MS });
  slack.addChannel(ROOM, 'public', [BOT_USER, ANNA, BERT]);
  slack.addChannel(DESIGN, 'public', [BOT_USER, ANNA]);
  const folder = await mkdtemp(join(tmpdir(), 'desk-'));
  const store = unhurried(await openStore({ dataFolder: folder }));
  const counted: string[] = [];
  const logged: string[] = [];
  const keep = (fields: object, message: string): void => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
  };
  const log = { info: keep, warn: keep, error: keep };
  const ports = portsOf(() => context, store, { conversation: (id) => turns.conversation(id) });
  const adapter = createSlackAdapter({
    config: {
      botToken: BOT_TOKEN,
      appToken: APP_TOKEN,
      signingSecret: SIGNING_SECRET,
      apiUrl: slack.apiUrl,
    },
    mode,
    install: { vault: null, states: noInstalls },
    turns: { handle: (delivery) => turns.handle(delivery) },
    ports: { ...ports, ...change(ports) },
    log,
    metrics: { count: (_name, { what, reason }) => void counted.push(`${what}:${reason}`) },
    now: Date.now,
    ackLimitMs: BUSY_MS,
  });
  const turns: Turns = createTurns({
    store,
    step: (input) => step(context, input),
    deliverers: [adapter.deliverer],
    now: Date.now,
    newId: randomUUID,
    log,
    timing: { sweepMs: LOOK_AGAIN_MS },
  });
  const server = createHttpServer({ routes: adapter.routes, log });
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
  await turns.start();
  await adapter.start();
  slack.deliverTo(mode === 'http' ? { requestUrl: `http://127.0.0.1:${port}/slack/events` } : 'socket');
  const root = (channel = ROOM): FakeMessage => {
    const found = slack.messages(channel).findLast((message) => message.user === BOT_USER);
    if (found === undefined) throw new Error(`no message of ours in ${channel}; log: ${logged.join('\n')}`);
    return found;
  };
  const thread = (channel = ROOM): readonly FakeMessage[] => slack.messages(channel, root(channel).ts);
  return {
    slack,
    store,
    turns,
    counted,
    logged,
    settled: () => untilPosted(turns, store),
    root,
    thread,
    offering: (label, channel = ROOM) => {
      const all = [...slack.messages(channel), ...thread(channel)];
      const found = all.findLast((message) => labelsOf(message).includes(label));
      if (found === undefined)
        throw new Error(`nothing offers "${label}": ${all.map(({ text }) => text.slice(0, 60)).join(' | ')}`);
      return found;
    },
    stop: async () => {
      await adapter.stop();
      await server.stop();
      await turns.stop();
      await store.close();
      await slack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing is being handled, and nothing waits for its pace. */
async function untilPosted(turns: Turns, store: Store): Promise<void> {
  for (;;) {
    await turns.idle();
    if ((await store.outbox.counts()).pending === 0) return;
    await sleep(LOOK_AGAIN_MS);
  }
}

const LOOK_AGAIN_MS = 20;

/** Everything that a workload needs for a verdict at once. */
export const WORKLOAD = 'alerts within 50 ms, 3 TB of state, out of order events, Java team, Kafka';

/** A recommendation in the room's thread, asked for by command. */
export async function recommended(desk: Desk, words = WORKLOAD): Promise<FakeMessage> {
  await desk.slack.types(ANNA, ROOM, `/streamchoice ${words}`);
  await desk.settled();
  await desk.slack.says(ANNA, ROOM, 'recommend', { thread: desk.root().ts });
  await desk.settled();
  return desk.offering('Post to channel');
}
