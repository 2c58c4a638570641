import { afterEach, describe, expect, it } from 'vitest';
import { lintBlocks } from '../support/fake-slack/block-lint.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  BOT_USER,
  type FakeMessage,
  type FakeSlack,
  labelsOf,
  SIGNING_SECRET,
  startFakeSlack,
} from '../support/fake-slack/index.ts';
import { dataFolder, type RealProcess, startProcess, until } from './real-process.ts';

const ROOM = 'CROOM';
const DESIGN = 'CDESIGN';

type Mode = 'http' | 'socket';
type Stage = { slack: FakeSlack; app: RealProcess; restart(): Promise<void>; close(): Promise<void> };

let stage: Stage;
afterEach(() => stage.close());

/** The real process, told of a workspace on this machine. */
async function setStage(mode: Mode): Promise<Stage> {
  const slack = await startFakeSlack();
  slack.addChannel(ROOM, 'public', [BOT_USER, 'UANNA', 'UBEN']);
  slack.addChannel(DESIGN, 'public', [BOT_USER, 'UANNA']);
  const data = await dataFolder();
  const secret = mode === 'http' ? { SLACK_SIGNING_SECRET: SIGNING_SECRET } : { SLACK_APP_TOKEN: APP_TOKEN };
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    STREAMCHOICE_DATA: data.path,
    ...secret,
  };
  const made: Stage = {
    slack,
    app: await startProcess(env),
    restart: async () => {
      made.app = await startProcess(env);
      await connect();
    },
    close: async () => {
      await made.app.kill();
      await slack.stop();
      await data.clean();
    },
  };
  const connect = async (): Promise<void> => {
    if (mode === 'socket') await slack.sockets.untilConnected();
    slack.deliverTo(mode === 'socket' ? 'socket' : { requestUrl: `${made.app.url}/slack/events` });
  };
  await connect();
  return made;
}

function root(slack: FakeSlack): FakeMessage {
  const [message] = slack.messages(ROOM);
  if (message === undefined) throw new Error('no root message yet');
  return message;
}

/** The thread as texts, oldest first. */
function thread(slack: FakeSlack): string[] {
  return slack.messages(ROOM, root(slack).ts).map((message) => message.text);
}

/** The newest message of the thread that still offers these labels. */
function offering(slack: FakeSlack, label: string): FakeMessage {
  const found = slack.messages(ROOM, root(slack).ts).findLast((message) => labelsOf(message).includes(label));
  if (found === undefined) throw new Error(`nothing offers "${label}": ${thread(slack).join(' | ')}`);
  return found;
}

async function press(slack: FakeSlack, label: string): Promise<void> {
  const message = await until(() => offering(slack, label));
  const { status } = await slack.presses('UANNA', message, { press: label });
  expect(status).toBe(200);
}

async function recommended(slack: FakeSlack): Promise<FakeMessage> {
  return until(() => {
    const found = slack
      .messages(ROOM, root(slack).ts)
      .findLast((one) => /^(Recommended|Toss-up)/.test(one.text));
    if (found === undefined) throw new Error(`no recommendation yet: ${thread(slack).at(-1)}`);
    return found;
  });
}

describe.each(['http', 'socket'] as const)('Slack over %s', (mode) => {
  it('goes from the command over three buttons and a text to the recommendation, and on from there', async () => {
    stage = await setStage(mode);
    const { slack } = stage;

    expect((await slack.types('UANNA', ROOM, '/streamchoice')).status).toBe(200);
    const first = await until(() => offering(slack, "Don't know"));
    expect(first.text).toContain('Question 1');
    for (let i = 0; i < 3; i += 1) {
      const open = await until(() => offering(slack, "Don't know"));
      await press(slack, "Don't know");
      await until(() =>
        expect(
          labelsOf(slack.messages(ROOM, root(slack).ts).find((one) => one.ts === open.ts) ?? open),
        ).not.toContain("Don't know"),
      );
    }
    await slack.says('UANNA', ROOM, 'alerts within 50 ms, 3 TB of state, out of order events, Java, Kafka', {
      thread: root(slack).ts,
    });
    await until(() => expect(thread(slack).join('\n')).toContain('Understood'));
    await slack.says('UANNA', ROOM, 'recommend', { thread: root(slack).ts });

    const verdict = await recommended(slack);
    expect(verdict.text).toMatch(/Recommended: Apache Flink/);
    expect(verdict.text).toMatch(/https:\/\//);
    expect(verdict.unfurls).toBe(false);
    expect(root(slack).text).toMatch(/Recommended: Apache Flink/);

    await slack.says('UBEN', ROOM, 'how does flink recover after a crash?', { thread: root(slack).ts });
    await until(() => expect(thread(slack).at(-1)).toContain('checked 2026-'));
    await slack.says('UBEN', ROOM, 'what if latency is 30 minutes?', { thread: root(slack).ts });
    await until(() => expect(thread(slack).at(-1)).toMatch(/With Latency: .* the pick would/));

    await slack.presses('UANNA', verdict, { press: 'Post to channel' });
    await slack.submits('UANNA', { Channel: DESIGN });
    const posted = await until(() => {
      const [message] = slack.messages(DESIGN);
      if (message === undefined) throw new Error('nothing in the design channel yet');
      return message;
    });
    expect(posted.text).toMatch(/Recommended: Apache Flink/);
    await slack.presses('UANNA', verdict, { press: 'Post to channel' });
    await slack.submits('UANNA', { Channel: DESIGN });
    await until(() => expect(slack.messages(DESIGN)[0]?.edits).toBe(1));
    expect(slack.messages(DESIGN)).toHaveLength(1);
    const lint = [
      ...slack.messages(ROOM),
      ...slack.messages(ROOM, root(slack).ts),
      ...slack.messages(DESIGN),
    ];
    expect(lint.flatMap((message) => lintBlocks(message.blocks))).toEqual([]);
  }, 90_000);

  it('gives one effect when Slack delivers the same message three times', async () => {
    stage = await setStage(mode);
    const { slack } = stage;
    await slack.types('UANNA', ROOM, '/streamchoice');
    await until(() => offering(slack, "Don't know"));

    const answers = await slack.says('UANNA', ROOM, 'latency is 5 s', { thread: root(slack).ts, times: 3 });

    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    await until(() =>
      expect(thread(slack).filter((text) => text.includes('Latency: at most 5 s'))).toHaveLength(1),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(thread(slack).filter((text) => text.includes('Latency: at most 5 s'))).toHaveLength(1);
  }, 90_000);

  it('loses nothing when the process is killed right after acknowledging', async () => {
    stage = await setStage(mode);
    const { slack } = stage;
    slack.failNext('chat.postMessage', { rateLimitedSeconds: 1 }, 5);

    const { status } = await slack.types('UANNA', ROOM, '/streamchoice Spark team, results every 15 minutes');
    await stage.app.kill();
    expect(status).toBe(200);
    expect(slack.messages(ROOM)).toEqual([]);
    await stage.restart();

    await until(() => expect(thread(slack).join('\n')).toContain('Understood'), 30_000);
    expect(slack.messages(ROOM)).toHaveLength(1);
    await press(slack, "Don't know");
    await until(() => expect(thread(slack).some((text) => text.includes("don't know"))).toBe(true));
  }, 90_000);
});

describe('at the door', () => {
  it('refuses unsigned and stale requests with one generic answer and no effect', async () => {
    stage = await setStage('http');
    const { slack, app } = stage;
    const body = 'command=%2Fstreamchoice&text=&team_id=T&channel_id=C&user_id=U';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    const unsigned = await fetch(`${app.url}/slack/events`, { method: 'POST', headers, body });
    slack.deliverTo({ requestUrl: `${app.url}/slack/events`, skewSeconds: -600 });
    const stale = await slack.types('UANNA', ROOM, '/streamchoice');
    slack.deliverTo({ requestUrl: `${app.url}/slack/events`, skewSeconds: 600 });
    const early = await slack.types('UANNA', ROOM, '/streamchoice');

    expect([unsigned.status, stale.status, early.status]).toEqual([401, 401, 401]);
    expect(await unsigned.text()).not.toMatch(/at .*\.ts|Error/);
    expect(slack.messages(ROOM)).toEqual([]);
  }, 90_000);

  it('refuses a body above the limit and goes on working', async () => {
    stage = await setStage('http');
    const { slack, app } = stage;

    const large = await fetch(`${app.url}/slack/events`, { method: 'POST', body: 'x'.repeat(1_100_000) });

    expect(large.status).toBe(413);
    expect((await slack.types('UANNA', ROOM, '/streamchoice help')).status).toBe(200);
  }, 90_000);

  it('answers a button nobody made, and a message in a thread that is not ours, without losing anything', async () => {
    stage = await setStage('http');
    const { slack } = stage;
    await slack.types('UANNA', ROOM, '/streamchoice');
    const open = await until(() => offering(slack, "Don't know"));
    const before = thread(slack);

    const forged = {
      type: 'button',
      action_id: 'x',
      block_id: 'y',
      value: 'no-such-conversation|answer:q1:x',
    };
    const { status } = await slack.presses('UANNA', open, { raw: forged });
    await slack.says('UANNA', ROOM, 'talking among ourselves', { thread: '1700000000.000001' });

    expect(status).toBe(200);
    await until(() => expect(slack.ephemerals.at(-1)?.text).toMatch(/./));
    expect(thread(slack)).toEqual(before);
    expect(stage.app.log()).not.toContain('talking among ourselves');
  }, 90_000);
});
