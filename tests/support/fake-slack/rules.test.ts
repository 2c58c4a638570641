import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN, BOT_USER, CLIENT_ID, CLIENT_SECRET, type FakeSlack, startFakeSlack } from './index.ts';

type Heard = { readonly body: string; readonly retry: string | undefined };

let slack: FakeSlack;
let client: WebClient;
let app: Server;
let heard: Heard[];
let answers: { readonly status: number; readonly body?: string; readonly afterMs?: number }[];
beforeEach(async () => {
  heard = [];
  answers = [];
  slack = await startFakeSlack({ events: null });
  client = clientOf(BOT_TOKEN);
  slack.addChannel('CIN', 'public', [BOT_USER, 'UANNA']);
  app = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    heard.push({
      body: Buffer.concat(chunks).toString('utf8'),
      retry: request.headers['x-slack-retry-num'] as string | undefined,
    });
    const { status, body = '', afterMs = 0 } = answers.shift() ?? { status: 200 };
    setTimeout(() => response.writeHead(status).end(body), afterMs);
  });
  await new Promise<void>((resolve) => void app.listen(0, '127.0.0.1', resolve));
  slack.deliverTo({ requestUrl: `http://127.0.0.1:${(app.address() as AddressInfo).port}/` });
});
afterEach(async () => {
  app.close();
  app.closeAllConnections();
  await slack.stop();
});

function clientOf(token?: string): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
    rejectRateLimitedCalls: true,
  });
}

const plain = (text: string): { type: 'plain_text'; text: string } => ({ type: 'plain_text', text });
const modal = (blocks: object[]): never =>
  ({ type: 'modal', title: plain('Share'), submit: plain('Send'), blocks }) as never;
const note = {
  type: 'input',
  block_id: 'note',
  label: plain('Note'),
  element: { type: 'plain_text_input', action_id: 'note' },
};

describe('scopes', () => {
  it('lets through what was granted and names what is missing', async () => {
    slack.grant(['chat:write']);

    await expect(client.chat.postMessage({ channel: 'CIN', text: 'x' })).resolves.toMatchObject({ ok: true });
    await expect(client.conversations.history({ channel: 'CIN' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'channels:history' },
    });
  });

  it('lets a public channel be written to from outside with chat:write.public only', async () => {
    slack.addChannel('COUT', 'public', ['UANNA']);
    slack.grant(['chat:write']);
    await expect(client.chat.postMessage({ channel: 'COUT', text: 'x' })).rejects.toThrow('not_in_channel');

    slack.grant(['chat:write', 'chat:write.public']);

    await expect(client.chat.postMessage({ channel: 'COUT', text: 'x' })).resolves.toMatchObject({
      ok: true,
    });
  });

  it('hears nothing without the scope of the event or without membership', async () => {
    slack.grant(['chat:write']);
    expect(await slack.says('UANNA', 'CIN', 'hello')).toEqual([]);
    slack.grant(['channels:history']);
    expect(await slack.says('UANNA', 'CIN', 'hello')).toHaveLength(1);
    slack.removes('UANNA', 'CIN');
    expect(await slack.says('UANNA', 'CIN', 'hello')).toEqual([]);
  });
});

describe('pace and patience', () => {
  it('takes one message a second in a channel when paced', async () => {
    slack.rules.paced = true;
    await client.chat.postMessage({ channel: 'CIN', text: 'one' });

    await expect(client.chat.postMessage({ channel: 'CIN', text: 'two' })).rejects.toMatchObject({
      retryAfter: 1,
    });
    await expect(client.chat.postMessage({ channel: 'UANNA', text: 'elsewhere' })).resolves.toMatchObject({
      ok: true,
    });
  });

  it('delivers an event that failed again, with its number, until it is taken', async () => {
    slack.persist([0, 0, 0]);
    answers = [{ status: 500 }, { status: 500 }];

    await slack.says('UANNA', 'CIN', 'hello');

    expect(heard.map(({ retry }) => retry)).toEqual([undefined, '1', '2']);
    expect(slack.deliveries.map(({ status }) => status)).toEqual([500, 500, 200]);
  });

  it('reports an acknowledgement that never came', async () => {
    const impatient = await startFakeSlack({ patienceMs: 20 });
    impatient.deliverTo({ requestUrl: `http://127.0.0.1:${(app.address() as AddressInfo).port}/` });
    answers = [{ status: 200, afterMs: 200 }];

    await impatient.types('UANNA', 'CIN', '/streamchoice');

    expect(impatient.late()).toMatchObject([{ kind: 'slash_commands', status: 0 }]);
    await impatient.stop();
  });
});

describe('modals and the Home tab', () => {
  it('open by a fresh trigger, once', async () => {
    await slack.types('UANNA', 'CIN', '/x');
    const trigger = new URLSearchParams(heard[0]?.body).get('trigger_id') ?? '';

    await client.views.open({ trigger_id: trigger, view: modal([note]) });

    expect(slack.modals.get('UANNA')).toHaveLength(1);
    await expect(client.views.open({ trigger_id: trigger, view: modal([note]) })).rejects.toThrow(
      'exchanged_trigger_id',
    );
    await expect(client.views.open({ trigger_id: 'made-up', view: modal([]) })).rejects.toThrow(
      'invalid_trigger_id',
    );
  });

  it('send what was filled in, show errors on inputs, and close', async () => {
    await slack.types('UANNA', 'CIN', '/x');
    const trigger = new URLSearchParams(heard[0]?.body).get('trigger_id') ?? '';
    await client.views.open({ trigger_id: trigger, view: modal([note]) });
    await expect(slack.submits('UANNA')).rejects.toThrow('"Note" (note) is missing');
    answers = [{ status: 200, body: '{"response_action":"errors","errors":{"note":"shorter, please"}}' }];

    await slack.submits('UANNA', { Note: 'for the review' });
    expect(slack.modals.get('UANNA')).toHaveLength(1);
    await slack.submits('UANNA', { Note: 'short' });

    const payload = JSON.parse(new URLSearchParams(heard.at(-1)?.body).get('payload') ?? '');
    expect(payload.view.state.values).toEqual({
      note: { note: { type: 'plain_text_input', value: 'short' } },
    });
    expect(slack.modals.get('UANNA')).toEqual([]);
  });

  it('refuses a view beyond the limits, and an update of an old one', async () => {
    const home = await client.views.publish({ user_id: 'UANNA', view: { type: 'home', blocks: [] } });
    await client.views.publish({ user_id: 'UANNA', view: { type: 'home', blocks: [] } });

    await expect(
      client.views.publish({
        user_id: 'UANNA',
        hash: home.view?.hash ?? '',
        view: { type: 'home', blocks: [] },
      }),
    ).rejects.toThrow('hash_conflict');
    await expect(
      client.views.publish({
        user_id: 'UANNA',
        view: { type: 'home', blocks: [{ type: 'markdown', text: 'x' }] } as never,
      }),
    ).rejects.toThrow('invalid_arguments');
  });
});

describe('files', () => {
  it('arrive in the thread with their alt text', async () => {
    slack.grant(['chat:write', 'files:write']);
    const root = await client.chat.postMessage({ channel: 'CIN', text: 'root' });
    const bytes = Buffer.from('picture');
    const about = { filename: 'a.png', length: bytes.length, alt_txt: 'bars' };
    const place: Record<string, unknown> = { ...(await client.apiCall('files.getUploadURLExternal', about)) };
    await fetch(String(place['upload_url']), { method: 'POST', body: bytes });

    await client.files.completeUploadExternal({
      files: [{ id: String(place['file_id']), title: 'Ranking' }],
      channel_id: 'CIN',
      thread_ts: root.ts ?? '',
    });

    expect(slack.filesIn('CIN', root.ts)).toMatchObject([{ title: 'Ranking', altText: 'bars', bytes }]);
    expect(slack.messages('CIN', root.ts)).toEqual([]);
  });
});

describe('a picture in a message', () => {
  const picture = (id: string): never =>
    [{ type: 'image', alt_text: 'bars', slack_file: { id } }] as unknown as never;

  it('is taken once its file has been uploaded', async () => {
    slack.grant(['chat:write', 'files:write']);
    const post = (id: string): Promise<unknown> =>
      client.chat.postMessage({ channel: 'CIN', text: 'x', blocks: picture(id) });
    await expect(post('F0')).rejects.toThrow('invalid_blocks');
    const place: Record<string, unknown> = {
      ...(await client.files.getUploadURLExternal({ filename: 'a.png', length: 3 })),
    };
    await fetch(String(place['upload_url']), { method: 'POST', body: 'png' });
    await expect(post(String(place['file_id']))).rejects.toThrow('invalid_blocks');

    await client.files.completeUploadExternal({ files: [{ id: String(place['file_id']), title: 'A' }] });

    await expect(post(String(place['file_id']))).resolves.toMatchObject({ ok: true });
  });
});

describe('several workspaces', () => {
  it('are installed by OAuth, each with its own token, and keep apart', async () => {
    const second = slack.addWorkspace({ id: 'TSECOND' });
    second.addChannel('CTHERE');
    const url = `https://slack.com/oauth/v2/authorize?client_id=${CLIENT_ID}&scope=chat:write,files:write&state=s&redirect_uri=http://app/back`;
    const back = new URL(slack.oauth.approves(url, { team: second.team, refuse: ['files:write'] }));
    expect(back.searchParams.get('state')).toBe('s');

    const access = { client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uri: 'http://app/back' };
    const code = back.searchParams.get('code') ?? '';
    const installed = await clientOf().oauth.v2.access({ ...access, code });

    const there = clientOf(installed.access_token);
    await there.chat.postMessage({ channel: 'CTHERE', text: 'hello' });
    expect(second.messages('CTHERE')).toHaveLength(1);
    expect(installed).toMatchObject({ scope: 'chat:write', team: { id: 'TSECOND' } });
    await expect(there.chat.postMessage({ channel: 'CIN', text: 'x' })).rejects.toThrow('channel_not_found');
    await expect(clientOf().oauth.v2.access({ ...access, code })).rejects.toThrow('invalid_code');
  });

  it('with rotation give tokens that expire and can be refreshed once', async () => {
    const second = slack.addWorkspace({ id: 'TSECOND' });
    slack.oauth.rotates = true;
    const back = slack.oauth.approves(`https://x/?client_id=${CLIENT_ID}&scope=chat:write&state=s`, {
      team: second.team,
    });
    const secret = { client_id: CLIENT_ID, client_secret: CLIENT_SECRET };
    const code = new URL(back).searchParams.get('code') ?? '';
    const first = await clientOf().oauth.v2.access({ ...secret, code });
    slack.setClockAhead(13 * 3_600_000);
    await expect(clientOf(first.access_token).auth.test()).rejects.toThrow('token_expired');

    const refresh = {
      ...secret,
      grant_type: 'refresh_token' as const,
      refresh_token: first.refresh_token ?? '',
    };
    const next = await clientOf().oauth.v2.access(refresh);

    await expect(clientOf(next.access_token).auth.test()).resolves.toMatchObject({ team_id: 'TSECOND' });
    await expect(clientOf().oauth.v2.access(refresh)).rejects.toThrow('invalid_refresh_token');
  });

  it('tell of their leaving after the token has died', async () => {
    await slack.uninstalls();

    expect(heard.map(({ body }) => JSON.parse(body).event.type)).toEqual([
      'tokens_revoked',
      'app_uninstalled',
    ]);
    await expect(client.auth.test()).rejects.toThrow('invalid_auth');
  });
});

describe('response URLs', () => {
  it('replace or delete what a person pressed in, and die', async () => {
    answers = [{ status: 200, body: '{"text":"private","blocks":[]}' }];
    await slack.types('UANNA', 'CIN', '/x');
    const [shown] = slack.ephemerals;
    if (shown === undefined) throw new Error('nothing shown');
    await slack.presses('UANNA', shown, { raw: { type: 'button', action_id: 'a' } });
    const {
      response_url: url,
      container,
      message,
    } = JSON.parse(new URLSearchParams(heard.at(-1)?.body).get('payload') ?? '');
    const post = (body: object): Promise<Response> =>
      fetch(url, { method: 'POST', body: JSON.stringify(body) });

    await post({ replace_original: true, text: 'changed' });
    expect([shown.text, container.is_ephemeral, message]).toEqual(['changed', true, undefined]);
    await post({ delete_original: true });
    expect(slack.ephemerals).toEqual([]);
    slack.responses.expire();
    expect((await post({ text: 'late' })).status).toBe(404);
  });
});
