import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createSlackAdapter, type SlackAdapter } from '../../../../src/adapters/slack/adapter.ts';
import type { SlackMode } from '../../../../src/adapters/slack/types.ts';
import { createHttpServer } from '../../../../src/http/server.ts';
import {
  createInstallationVault,
  type InstallationVault,
} from '../../../../src/secrets/installation-vault.ts';
import { readKeyRing } from '../../../../src/secrets/key-ring.ts';
import { freshOptions, openForTest } from '../../../support/back-ends.ts';
import {
  APP_TOKEN,
  CLIENT_ID,
  CLIENT_SECRET,
  type FakeSlack,
  SIGNING_SECRET,
  startFakeSlack,
} from '../../../support/fake-slack/index.ts';
import { memoryPorts } from '../memory-ports.ts';
import { type ScriptedTurns, scriptedTurns } from '../scripted-turns.ts';
import { interview } from '../workbench.ts';

/** The app as a service for many workspaces: real store and vault, the fake Slack, scripted turns. */
export type Many = {
  readonly slack: FakeSlack;
  readonly adapter: SlackAdapter;
  readonly turns: ScriptedTurns;
  readonly vault: InstallationVault;
  readonly counted: readonly string[];
  readonly logged: readonly string[];
  readonly purged: readonly string[];
  readonly url: string;
  /** Milliseconds by which the app's clock and Slack's are ahead. */
  passes(ms: number): void;
  /** The next purge fails. */
  failPurge(): void;
  /** Open the install page in a browser: the link to Slack and the cookie. */
  opensInstallPage(): Promise<{ link: string; cookie: string; html: string }>;
  /** Come back from Slack. */
  comesBack(to: string, cookie: string): Promise<{ status: number; html: string }>;
};

export async function openMany(mode: SlackMode): Promise<Many> {
  const slack = await startFakeSlack();
  slack.grants.revoke('xoxb-fake-token');
  const store = await openForTest(await freshOptions('sqlite'));
  const vault = createInstallationVault(store, readKeyRing(`k1:${randomBytes(32).toString('base64')}`));
  const counted: string[] = [];
  const logged: string[] = [];
  const purged: string[] = [];
  const clock = { aheadMs: 0, failPurge: false };
  const keep = (fields: object, message: string): void =>
    void logged.push(`${message} ${JSON.stringify(fields)}`);
  const turns: ScriptedTurns = scriptedTurns(() => adapter.deliverer, interview);
  const adapter = createSlackAdapter({
    config: {
      oauth: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
      appToken: APP_TOKEN,
      signingSecret: SIGNING_SECRET,
      apiUrl: slack.apiUrl,
    },
    mode,
    ports: memoryPorts(),
    turns,
    install: { vault, states: store.oauthStates },
    purge: async (team) => {
      if (clock.failPurge) {
        clock.failPurge = false;
        throw new Error('the store is away');
      }
      purged.push(team);
    },
    log: { info: keep, warn: keep, error: keep },
    metrics: { count: (_name, { what, reason }) => void counted.push(`${what}:${reason}`) },
    now: () => Date.now() + clock.aheadMs,
  });
  const server = createHttpServer({ routes: adapter.routes, log: { error: keep } });
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${port}`;
  slack.oauth.redirectUrl = `${url}/slack/oauth_redirect`;
  await adapter.start();
  slack.deliverTo(mode === 'http' ? { requestUrl: `${url}/slack/events` } : 'socket');
  onTestFinished(async () => {
    await adapter.stop();
    await server.stop();
    await slack.stop();
  });
  return {
    slack,
    adapter,
    turns,
    vault,
    counted,
    logged,
    purged,
    url,
    passes: (ms) => {
      clock.aheadMs += ms;
      slack.setClockAhead(clock.aheadMs);
    },
    failPurge: () => {
      clock.failPurge = true;
    },
    opensInstallPage: async () => {
      const response = await fetch(`${url}/slack/install`);
      const html = await response.text();
      const link = (/href="([^"]+authorize[^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
      return { link, html, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    },
    comesBack: async (to, cookie) => {
      const response = await fetch(to, { headers: { cookie } });
      return { status: response.status, html: await response.text() };
    },
  };
}
