import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const KEYS = `k1:${Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('base64')}`;

function problems(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('serves the local page on loopback and keeps SQLite in a data folder when nothing is set', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      dataFolder: 'data',
      overlays: [],
      cacheFolder: join(import.meta.dirname, '../node_modules/.cache/streamchoice'),
      logLevel: 'info',
      limits: { perPerson: 120, perWorkspace: 3_000 },
      retention: {
        expireDays: 180,
        warningDays: 7,
        repliesMs: 7 * 86_400_000,
        questionsMs: 180 * 86_400_000,
        keysMs: 26 * 3_600_000,
      },
      outboundHosts: [],
      keyRing: null,
      slack: null,
      teams: null,
    });
  });

  it('counts an empty variable as not set', () => {
    expect(readConfig({ PORT: '', SLACK_BOT_TOKEN: ' ', DATABASE_URL: '' })).toEqual(readConfig({}));
  });

  it('takes Socket Mode with an app token, and HTTP reachable from outside with a signing secret', () => {
    const socket = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });
    const http = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' });

    expect([socket.slack?.mode, socket.host]).toEqual(['socket', '127.0.0.1']);
    expect([http.slack?.mode, http.host]).toEqual(['http', '0.0.0.0']);
  });

  it('takes many workspaces that install the app, over HTTP or a socket, reachable from outside', () => {
    const install = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's', STREAMCHOICE_SECRET_KEYS: KEYS };
    const http = readConfig({ ...install, SLACK_SIGNING_SECRET: 's' });
    const socket = readConfig({ ...install, SLACK_APP_TOKEN: 'xapp-1' });

    expect(http.slack).toMatchObject({ mode: 'http', oauth: { clientId: '1.2', clientSecret: 's' } });
    expect([socket.slack?.mode, http.host, socket.host]).toEqual(['socket', '0.0.0.0', '0.0.0.0']);
  });

  it('splits overlay folders', () => {
    expect(readConfig({ STREAMCHOICE_KNOWLEDGE: '/a:/b' }).overlays).toEqual(['/a', '/b']);
  });

  it.each([
    [{ PORT: 'http' }, /^PORT: .*got "http"/],
    [{ PORT: '70000' }, /^PORT: .*got "70000"/],
    [{ STREAMCHOICE_LIMIT_PERSON: 'many' }, /^STREAMCHOICE_LIMIT_PERSON: .*got "many"/],
    [{ STREAMCHOICE_LIMIT_WORKSPACE: '-1' }, /^STREAMCHOICE_LIMIT_WORKSPACE: .*got "-1"/],
    [{ STREAMCHOICE_KEEP_KEYS_HOURS: '25' }, /^STREAMCHOICE_KEEP_KEYS_HOURS: .*26/],
    [{ STREAMCHOICE_EXPIRE_DAYS: '5' }, /WARNING_DAYS is 7 and must be below STREAMCHOICE_EXPIRE_DAYS \(5\)/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: .*got "loud"/],
    [{ SLACK_API_URL: 'slack' }, /^SLACK_API_URL: /],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, /^SLACK_BOT_TOKEN is missing/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /add SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET/],
    [{ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1' }, /does not start with "xoxb-"/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'abc' }, /does not start with "xapp-"/],
    [{ SLACK_CLIENT_ID: '1' }, /^SLACK_CLIENT_SECRET is missing/],
    [{ SLACK_CLIENT_SECRET: 's' }, /^SLACK_CLIENT_ID is missing/],
    [{ SLACK_CLIENT_ID: '1', SLACK_CLIENT_SECRET: 's' }, /^STREAMCHOICE_SECRET_KEYS is missing.*openssl/],
    [
      { SLACK_CLIENT_ID: '1', SLACK_CLIENT_SECRET: 's', STREAMCHOICE_SECRET_KEYS: KEYS },
      /without a way in: add SLACK_SIGNING_SECRET/,
    ],
    [
      { SLACK_CLIENT_ID: '1', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' },
      /SLACK_BOT_TOKEN .* and SLACK_CLIENT_ID .* exclude each other/,
    ],
    [{ STREAMCHOICE_TEAMS_LOCAL: '1', NODE_ENV: 'production' }, /refused with NODE_ENV=production/],
    [{ STREAMCHOICE_TEAMS_LOCAL: '1', MicrosoftAppId: 'id' }, /exclude each other/],
    [{ STREAMCHOICE_TEAMS_LOCAL: 'perhaps' }, /^STREAMCHOICE_TEAMS_LOCAL: /],
    [{ STREAMCHOICE_SECRET_KEYS: 'k1:c2hvcnQ=' }, /key "k1" has 5 bytes, not 32/],
    [{ MicrosoftAppPassword: 'p' }, /without MicrosoftAppId/],
    [
      { MicrosoftAppId: 'id', MicrosoftAppPassword: 'p', MicrosoftAppTenantId: 't' },
      /^MicrosoftAppType is missing/,
    ],
  ])('refuses %j and names the variable and the remedy', (env, message) => {
    const [first, ...more] = problems(env as unknown as Record<string, string>);

    expect(first).toMatch(message);
    expect(more).toEqual([]);
  });

  it('never repeats a secret in a message', () => {
    const all = problems({ SLACK_BOT_TOKEN: 'topsecret-1', SLACK_APP_TOKEN: 'topsecret-2' }).join();

    expect(all).toContain('SLACK_BOT_TOKEN');
    expect(all).not.toContain('topsecret');
  });
});
