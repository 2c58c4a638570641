import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allowedHosts } from '../../src/allowed-hosts.ts';
import { readConfig } from '../../src/config.ts';
import { type AllowedHost, guardOutbound } from '../../src/outbound/guard.ts';

let server: Server;
let port: number;
let refused: string[];
let release: (() => void) | null;

beforeEach(async () => {
  refused = [];
  release = null;
  server = createServer((_, response) => response.end('{"ok":true}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  release?.();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function guard(...allowed: AllowedHost[]): void {
  release = guardOutbound(allowed, (host) => refused.push(host));
}

describe('a process that may call some hosts only', () => {
  it('reaches those, by any name of this machine, and no other port of theirs', async () => {
    guard({ host: 'localhost', port });

    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    await expect(fetch(`http://127.0.0.1:${port + 1}/`)).rejects.toThrow('fetch failed');
    expect(refused).toEqual([`127.0.0.1:${port + 1}`]);
  });

  it('reaches nothing else, whichever library asks', async () => {
    guard();

    const fetched = fetch(`http://127.0.0.1:${port}/`);
    const slack = new WebClient('x', {
      slackApiUrl: `http://127.0.0.1:${port}/api/`,
      retryConfig: { retries: 0 },
    });
    const socket = connect(port, '127.0.0.1');
    const cut = new Promise((resolve) => socket.once('error', resolve));

    await expect(fetched).rejects.toMatchObject({ cause: { code: 'OUTBOUND_REFUSED' } });
    await expect(slack.api.test()).rejects.toThrow();
    expect(await cut).toMatchObject({
      code: 'OUTBOUND_REFUSED',
      message: expect.stringContaining('STREAMCHOICE_OUTBOUND_HOSTS'),
    });
    expect(new Set(refused)).toEqual(new Set([`127.0.0.1:${port}`]));
  });

  it('does not take a longer name, or one that only ends alike, for an allowed one', async () => {
    guard({ host: '*.slack.com', port: 443 }, { host: 'slack.com', port: 443 });

    for (const host of ['slack.com.evil.example', 'evilslack.com', '169.254.169.254', 'localhost'])
      await expect(fetch(`https://${host}/`)).rejects.toMatchObject({ cause: { code: 'OUTBOUND_REFUSED' } });
    await expect(fetch('http://slack.com/')).rejects.toMatchObject({ cause: { code: 'OUTBOUND_REFUSED' } });
    expect(refused).toHaveLength(5);
  });

  it('is as free as before once the guard is taken away', async () => {
    guard();
    release?.();

    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  });
});

describe('the hosts of a configuration', () => {
  const names = (env: Record<string, string>): string[] =>
    allowedHosts(readConfig(env)).map(({ host, port }) => `${host}:${port ?? '*'}`);

  it('are none when nothing is configured', () => {
    expect(names({})).toEqual([]);
  });

  it('are those of Slack, or of what stands in for it beside them', () => {
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

    expect(names(slack)).toEqual(['slack.com:443', '*.slack.com:443']);
    expect(names({ ...slack, SLACK_API_URL: 'http://127.0.0.1:9/api/' })).toContain('127.0.0.1:*');
  });

  it('are those of Teams, this machine alone for an emulator, the database, and what the operator names', () => {
    const teams = {
      MicrosoftAppId: 'i',
      MicrosoftAppPassword: 'p',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: 't',
    };

    expect(names(teams)).toContain('smba.trafficmanager.net:443');
    expect(names({ STREAMCHOICE_TEAMS_LOCAL: '1' })).toEqual(['localhost:*']);
    expect(
      names({
        DATABASE_URL: 'postgres://u:p@db.example:6432/x',
        STREAMCHOICE_OUTBOUND_HOSTS: 'proxy:3128, other',
      }),
    ).toEqual(['db.example:6432', 'proxy:3128', 'other:*']);
  });
});
