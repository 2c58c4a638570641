import { afterEach, describe, expect, it } from 'vitest';
import { createSlackAdapter } from '../../../src/adapters/slack/adapter.ts';
import { memoryPorts } from './memory-ports.ts';
import { noInstalls, openWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench | null = null;
afterEach(async () => {
  await bench?.stop();
  bench = null;
});

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const parts = {
  turns: { handle: () => Promise.reject(new Error('not used')) },
  log: quiet,
  metrics: { count: () => undefined },
  install: { vault: null, states: noInstalls },
  ports: memoryPorts(),
  now: Date.now,
};

describe('a setting that is missing is named with its remedy', () => {
  it.each([
    [
      'http',
      { botToken: '', signingSecret: 's' },
      'SLACK_BOT_TOKEN is not set; copy the "Bot User OAuth Token"',
    ],
    ['http', { botToken: 'xoxb-1' }, 'SLACK_SIGNING_SECRET is not set; copy it from "Basic Information"'],
    ['http', { botToken: 'xoxb-1', signingSecret: ' ' }, 'SLACK_SIGNING_SECRET is not set'],
    ['socket', { botToken: 'xoxb-1' }, 'SLACK_APP_TOKEN is not set; create an app-level token'],
  ] as const)('%s with %j', (mode, config, message) => {
    expect(() => createSlackAdapter({ ...parts, mode, config })).toThrow(message);
  });
});

describe('starting', () => {
  it('asks Slack once who we are', async () => {
    bench = await openWorkbench({ mode: 'http' });

    expect(bench.slack.calls.map((call) => call.method)).toEqual(['auth.test']);
    expect(bench.adapter.isReady()).toBe(true);
  });

  it('is not ready before', async () => {
    bench = await openWorkbench({ mode: 'http', start: false });

    expect(bench.adapter.isReady()).toBe(false);
    expect(bench.slack.calls).toEqual([]);
  });

  it('fails on a refused bot token with the variable and the remedy', async () => {
    bench = await openWorkbench({ mode: 'http', start: false, config: { botToken: 'xoxb-wrong' } });

    await expect(bench.adapter.start()).rejects.toThrow(
      'Slack refused SLACK_BOT_TOKEN (An API error occurred: invalid_auth); install the app in the workspace and copy its "Bot User OAuth Token".',
    );
  });

  it('fails on a refused app token with the variable and the remedy', async () => {
    bench = await openWorkbench({ mode: 'socket', start: false, config: { appToken: 'xapp-wrong' } });

    await expect(bench.adapter.start()).rejects.toThrow(
      'Slack refused the socket (An API error occurred: invalid_auth); check that SLACK_APP_TOKEN has connections:write and Socket Mode is on.',
    );
  });

  it('fails when Slack is out of reach, naming the address', async () => {
    const apiUrl = 'http://127.0.0.1:1/api/';
    bench = await openWorkbench({ mode: 'http', start: false, config: { apiUrl } });

    await expect(bench.adapter.start()).rejects.toThrow(
      `Slack cannot be reached at ${apiUrl}; check the network or SLACK_API_URL.`,
    );
  });

  it('waits out a short outage', async () => {
    bench = await openWorkbench({ mode: 'http', start: false });
    bench.slack.failNext('auth.test', { status: 503 });

    await bench.adapter.start();

    expect(bench.adapter.isReady()).toBe(true);
  });
});

it('tells the log nothing of tokens, secrets or anybody’s words', async () => {
  bench = await openWorkbench({ mode: 'socket' });
  const { slack, turns } = bench;

  await slack.types('UANNA', 'CTEAM', '/streamchoice my very secret plan');
  await turns.settled();

  expect(bench.logged.join('\n')).not.toMatch(/secret|xoxb|xapp/);
});
