import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { dataFolder, type RealProcess, runFile, startProcess, until } from './real-process.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function start(env: Record<string, string> = {}): Promise<{ app: RealProcess; path: string }> {
  const data = await dataFolder();
  cleanups.push(data.clean);
  const app = await startProcess({ STREAMCHOICE_DATA: data.path, ...env });
  cleanups.push(() => app.kill());
  return { app, path: data.path };
}

const page = (
  url: string,
  conversation: string | null,
  deliveryKey: string,
  event: object,
): Promise<Response> =>
  fetch(`${url}/api/web/turns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ conversation, deliveryKey, event }),
  });

describe('npm start without any configuration', () => {
  it('says in one line where it is, what is off and how to switch it on', { timeout: 90_000 }, async () => {
    const { app } = await start();

    expect(app.welcome.trim().split('\n')).toHaveLength(1);
    expect(app.welcome).toMatch(
      /http:\/\/127\.0\.0\.1:\d+\/; SQLite in .*; Slack is off \(set SLACK_BOT_TOKEN.*; Teams is off \(set MicrosoftAppId/,
    );
  });

  it('is alive, ready and measured', { timeout: 90_000 }, async () => {
    const { app } = await start();
    const [alive, ready, metrics] = await Promise.all(
      ['/healthz', '/readyz', '/metrics'].map((path) => fetch(app.url + path)),
    );

    expect([alive?.status, ready?.status, metrics?.status]).toEqual([200, 200, 200]);
    expect(await metrics?.text()).toContain('streamchoice_knowledge');
  });

  it('keeps a conversation over a restart', { timeout: 120_000 }, async () => {
    const { app, path } = await start();
    const begun = await page(app.url, null, 'key-00000001', {
      kind: 'start',
      text: 'alerts within 50 ms, Java, Kafka',
    });
    const { conversation, messages } = (await begun.json()) as {
      conversation: string;
      messages: { slot: string }[];
    };
    await app.kill();
    const again = await startProcess({ STREAMCHOICE_DATA: path });
    cleanups.push(() => again.kill());

    const all = await fetch(`${again.url}/api/web/conversations/${conversation}?after=0`, {
      headers: { 'sec-fetch-site': 'same-origin' },
    });

    expect(((await all.json()) as { messages: object[] }).messages).toEqual(messages);
    expect(messages.map((message) => message.slot)).toContain('root');
  });

  it('ends on SIGTERM with 0', { timeout: 90_000 }, async () => {
    const { app } = await start();

    expect(await app.stop()).toBe(0);
  });
});

describe('a start that cannot work', () => {
  it.each([
    [{ PORT: 'nine' }, /PORT: .*got "nine"/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_APP_TOKEN/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must begin with postgres/],
    [{ STREAMCHOICE_KNOWLEDGE: '/nowhere/at/all' }, /\/nowhere\/at\/all/],
  ])('%j ends with 1, says what and why, and shows no stack', { timeout: 90_000 }, async (env, message) => {
    const data = await dataFolder();
    cleanups.push(data.clean);
    const { code, stderr } = await runFile(['src/main.ts'], {
      env: { STREAMCHOICE_DATA: data.path, PORT: '0', ...(env as unknown as Record<string, string>) },
    });

    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ {4}at /);
  });

  it('names the port that is taken', { timeout: 90_000 }, async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    cleanups.push(async () => blocker.close());
    const port = await until(() => {
      const address = blocker.address();
      if (address === null || typeof address === 'string') throw new Error('not listening yet');
      return address.port;
    });
    const data = await dataFolder();
    cleanups.push(data.clean);

    const { code, stderr } = await runFile(['src/main.ts'], {
      env: { STREAMCHOICE_DATA: data.path, PORT: String(port) },
    });

    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`Cannot listen on 127\\.0\\.0\\.1:${port}.*choose another PORT`));
  });
});
