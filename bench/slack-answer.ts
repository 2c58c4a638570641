import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { startProcess } from '../tests/end-to-end/real-process.ts';
import {
  BOT_TOKEN,
  BOT_USER,
  type FakeSlack,
  SIGNING_SECRET,
  startFakeSlack,
} from '../tests/support/fake-slack/index.ts';

// How long a person waits for the first answer to a command: from the signed request to the first message in the channel,
// by the real process with its store on disk. Beside it, in turns, the same for a bare Bolt app that answers with one
// message and keeps nothing; the ratio says what all the rest costs. Run: node bench/slack-answer.ts

const WARM_UP = 20;
const ROUNDS = 100;
const LIMIT_MS = 300;

if (process.send !== undefined && process.argv[2] === 'bare') await bareBolt(process.argv[3] ?? '');
else await measure();

/** The baseline, in a process of its own: acknowledge, then post one message. */
async function bareBolt(slackApiUrl: string): Promise<void> {
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logLevel: LogLevel.ERROR });
  const app = new App({
    token: BOT_TOKEN,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl },
  });
  app.command('/streamchoice', async ({ ack, client, command }) => {
    await ack();
    await client.chat.postMessage({ channel: command.channel_id, text: 'hello' });
  });
  const server = await app.start(0);
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : null);
}

async function measure(): Promise<void> {
  const slack = await startFakeSlack();
  const folder = await mkdtemp(join(tmpdir(), 'streamchoice-bench-'));
  const real = await startProcess({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    STREAMCHOICE_DATA: folder,
    LOG_LEVEL: 'silent',
  });
  const child = fork(import.meta.filename, ['bare', slack.apiUrl]);
  const urls = {
    bare: `http://127.0.0.1:${await portOf(child)}/slack/events`,
    real: `${real.url}/slack/events`,
  };
  try {
    for (let at = 0; at < WARM_UP; at += 1) {
      await answer(slack, urls.bare, `WB${at}`);
      await answer(slack, urls.real, `WR${at}`);
    }
    const times = { bare: [] as number[], real: [] as number[] };
    for (let at = 0; at < ROUNDS; at += 1) {
      const order = at % 2 === 0 ? (['bare', 'real'] as const) : (['real', 'bare'] as const);
      for (const which of order) times[which].push(await answer(slack, urls[which], `${which}${at}`));
    }
    report(times);
  } finally {
    child.kill();
    await real.stop();
    await slack.stop();
    await rm(folder, { recursive: true });
  }
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (port) => resolve(Number(port)));
    child.once('exit', (code) => reject(new Error(`The bare Bolt app ended with ${code}.`)));
  });
}

/** Milliseconds from the command to the first message, in a channel of its own by a person of their own. */
async function answer(slack: FakeSlack, requestUrl: string, name: string): Promise<number> {
  const [channel, person] = [`C${name}`.toUpperCase(), `U${name}`.toUpperCase()];
  slack.addChannel(channel, 'public', [BOT_USER, person]);
  slack.deliverTo({ requestUrl });
  const began = performance.now();
  const acknowledged = slack.types(person, channel, '/streamchoice clickstream from Kafka, 2 s latency');
  while (slack.messages(channel).length === 0) {
    if (performance.now() - began > 10_000) throw new Error('No answer within 10 s.');
    await new Promise((resolve) => setImmediate(resolve));
  }
  const took = performance.now() - began;
  await acknowledged;
  return took;
}

function report(times: { readonly bare: readonly number[]; readonly real: readonly number[] }): void {
  const ratios = times.real.map((ms, at) => ms / (times.bare[at] ?? 1));
  const line = (values: readonly number[]): string =>
    `median ${at(values, 0.5).toFixed(1)}, 95th percentile ${at(values, 0.95).toFixed(1)}, most ${at(values, 1).toFixed(1)}`;
  console.log(`first answer to a command, ms, ${ROUNDS} rounds in turns:`);
  console.log(`  bare Bolt     ${line(times.bare)}`);
  console.log(`  streamchoice  ${line(times.real)}`);
  console.log(`  ratio         ${line(ratios)}`);
  console.log(
    `  ${at(times.real, 0.95) < LIMIT_MS ? 'within' : 'ABOVE'} ${LIMIT_MS} ms at the 95th percentile`,
  );
}

/** The value at a share of the sorted values. */
function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
