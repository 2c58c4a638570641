import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ALL_SCOPES, OPTIONAL_SCOPES } from '../../src/adapters/slack/scopes.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { createInstallationVault } from '../../src/secrets/installation-vault.ts';
import { readKeyRing } from '../../src/secrets/key-ring.ts';
import { freshOptions, openForTest } from '../support/back-ends.ts';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startFakeSlack } from '../support/fake-slack/index.ts';
import { runHere } from './run-here.ts';

const SECRET = 'a'.repeat(32);

async function fakeSlack(): Promise<FakeSlack> {
  const slack = await startFakeSlack();
  onTestFinished(() => slack.stop());
  return slack;
}

type Report = {
  readonly code: number;
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
  readonly raw: string;
};

async function doctor(env: Record<string, string>, now?: () => number): Promise<Report> {
  const { dataFolder = '' } = await freshOptions('sqlite');
  const given = { STREAMCHOICE_DATA: `${dataFolder}/none-yet`, ...env };
  const { code, stdout } = await runHere(['doctor', '--json'], given, now);
  return { code, raw: stdout, ...JSON.parse(stdout) };
}

/** What was found, without those that are well. */
function ills({ findings }: Report): Finding[] {
  return findings.filter(({ status }) => status !== 'ok');
}

/** Loading the knowledge takes about a second; a busy machine may need far more. */
const TIMEOUT = 60_000;

describe('the doctor', { timeout: TIMEOUT }, () => {
  it('finds nothing to mend with nothing configured, and makes no data folder', async () => {
    const report = await doctor({});

    expect([report.code, report.healthy, ills(report)]).toEqual([0, true, []]);
    expect(report.findings.map(({ check }) => check)).toEqual([
      'configuration',
      'knowledge',
      'store',
      'slack',
      'teams',
    ]);
    expect(report.findings[2]?.what).toContain('to be made in');
  });

  it('finds nothing to mend in a workspace where all is granted, over a socket and over HTTP', async () => {
    const { apiUrl } = await fakeSlack();
    const base = { SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: BOT_TOKEN };

    const socket = await doctor({ ...base, SLACK_APP_TOKEN: APP_TOKEN });
    const http = await doctor({ ...base, SLACK_SIGNING_SECRET: SECRET });

    expect([ills(socket), ills(http)]).toEqual([[], []]);
    expect(socket.findings.map(({ check }) => check)).toContain('token SLACK_APP_TOKEN');
  });

  it('says in words what is so, why it matters and how to mend it', async () => {
    const slack = await fakeSlack();
    slack.grant(ALL_SCOPES.filter((scope) => scope !== 'chat:write' && scope !== 'channels:join'));
    const env = { SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SECRET };
    const { dataFolder } = await freshOptions('sqlite');

    const { code, stdout } = await runHere(['doctor'], { ...env, STREAMCHOICE_DATA: dataFolder });

    expect(code).toBe(1);
    expect(stdout).toMatch(
      /FAIL {2}scopes SLACK_BOT_TOKEN *chat:write is missing\n +why: it is needed to ask.*\n +fix: paste/,
    );
    expect(stdout).toMatch(
      /warn {2}scopes SLACK_BOT_TOKEN *channels:join was not granted\n +why: without it, people are told/,
    );
    expect(stdout).toMatch(/\d+ ok, 1 to look at, 1 to mend, 0 not checked\.\n$/);
  });

  it('only warns of optional scopes', async () => {
    const slack = await fakeSlack();
    slack.grant(ALL_SCOPES.filter((scope) => !OPTIONAL_SCOPES.includes(scope)));

    const report = await doctor({
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SECRET,
    });

    expect([report.code, ills(report).map(({ status }) => status)]).toEqual([
      0,
      OPTIONAL_SCOPES.map(() => 'warn'),
    ]);
  });

  it('tells of refused tokens and prints none', async () => {
    const { apiUrl } = await fakeSlack();

    const report = await doctor({
      SLACK_API_URL: apiUrl,
      SLACK_BOT_TOKEN: 'xoxb-canary-1',
      SLACK_APP_TOKEN: 'xapp-canary-2',
    });

    expect(ills(report).map(({ check, status, what }) => [check, status, what])).toEqual([
      ['token SLACK_APP_TOKEN', 'fail', 'Slack opens no socket (invalid_auth)'],
      ['token SLACK_BOT_TOKEN', 'fail', 'Slack refuses it (invalid_auth)'],
    ]);
    expect(report.code).toBe(1);
    expect(report.raw).not.toMatch(/canary/);
  });

  it('without network says so in one line and leaves the rest unchecked', async () => {
    const gone = await startFakeSlack();
    await gone.stop();
    const url = gone.apiUrl;
    const report = await doctor({
      SLACK_API_URL: url,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SECRET,
    });

    expect(ills(report)).toMatchObject([
      { check: 'slack reach', status: 'fail', what: `${url} cannot be used (ECONNREFUSED)` },
      { check: 'slack tokens', status: 'skipped', why: 'Slack cannot be reached' },
    ]);
    expect(report.code).toBe(1);
  });

  it('tells when something else answers at that address', async () => {
    const proxy = createServer((_request, response) => response.writeHead(502).end('bad gateway'));
    await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api/`;

    const report = await doctor({
      SLACK_API_URL: url,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SECRET,
    });

    expect(ills(report)[0]?.what).toBe(`${url} cannot be used (it answered 502)`);
  });

  it.each([
    [0, 'ok'],
    [120, 'warn'],
    [-400, 'fail'],
  ])('takes a clock %i s away as %s', async (seconds, status) => {
    const { apiUrl } = await fakeSlack();
    const env = { SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SECRET };

    const report = await doctor(env, () => Date.now() + seconds * 1_000);

    expect(report.findings.find(({ check }) => check === 'clock')?.status).toBe(status);
  });

  it('looks into every installed workspace', async () => {
    const slack = await fakeSlack();
    const options = await freshOptions('sqlite');
    const keys = `k1:${randomBytes(32).toString('base64')}`;
    const vault = createInstallationVault(await openForTest(options), readKeyRing(keys));
    const grant = {
      v: 1,
      kind: 'grant',
      enterprise: null,
      botUserId: 'U',
      botId: 'B',
      scopes: [],
      refreshToken: null,
      expiresAt: null,
    };
    const keep = (team: string, botToken: string): Promise<void> =>
      vault.save({
        platform: 'slack',
        workspace: `team:${team}`,
        payload: JSON.stringify({ ...grant, team, botToken }),
        by: 'U',
        at: 0,
      });
    await keep('TGOOD', BOT_TOKEN);
    await keep('TGONE', 'xoxb-gone');
    const env = {
      SLACK_CLIENT_ID: '1',
      SLACK_CLIENT_SECRET: 's',
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: slack.apiUrl,
    };

    const report = await doctor({
      ...env,
      STREAMCHOICE_SECRET_KEYS: keys,
      STREAMCHOICE_DATA: options.dataFolder ?? '',
    });

    expect(report.findings.find(({ check }) => check === 'installations')?.what).toBe('2 kept');
    expect(ills(report)).toMatchObject([
      {
        check: 'token team:TGONE',
        what: 'Slack refuses it (invalid_auth)',
        fix: expect.stringContaining('/slack/install'),
      },
    ]);
  });

  it('tells of variables that cannot be used, each with its remedy', async () => {
    const report = await doctor({ PORT: 'http', LOG_LEVEL: 'loud' });

    expect(ills(report).map(({ check, fix }) => [check, fix])).toEqual([
      ['configuration', 'Mend it or unset it for the default.'],
      ['configuration', 'Mend it or unset it for the default.'],
    ]);
    const alone = await doctor({ SLACK_BOT_TOKEN: BOT_TOKEN });
    expect(ills(alone)).toMatchObject([
      { what: 'SLACK_BOT_TOKEN is set alone', fix: expect.stringMatching(/^add SLACK_APP_TOKEN/) },
    ]);
    expect([report.code, alone.code]).toEqual([1, 1]);
  });

  it('tells of a store that cannot be used', async () => {
    const report = await doctor({ DATABASE_URL: 'postgres://user:canary@127.0.0.1:1/none' });

    expect(ills(report)).toMatchObject([{ check: 'store', status: 'fail', fix: 'mend DATABASE_URL' }]);
    expect(report.raw).not.toContain('canary');
  });
});

describe('the manifest verb', () => {
  it('prints the shipped socket manifest, and the HTTP one with the address given', async () => {
    const socket = await runHere(['manifest', 'socket'], {});
    const http = await runHere(['manifest', 'http', 'https://stream.example.org'], {});

    expect(JSON.parse(socket.stdout).settings.socket_mode_enabled).toBe(true);
    expect(JSON.parse(http.stdout).settings.event_subscriptions.request_url).toBe(
      'https://stream.example.org/slack/events',
    );
  });

  it.each([
    [['manifest'], /takes "socket", or "http"/],
    [['manifest', 'http'], /Slack delivers to https only/],
    [['manifest', 'http', 'http://plain.example'], /not "http:\/\/plain\.example"/],
    [['manifest', 'socket', 'x', 'y'], /takes "socket"/],
  ])('refuses %j in words', async (argv, message) => {
    const { code, stderr } = await runHere(argv, {});

    expect([code, message.test(stderr)]).toEqual([2, true]);
  });
});
