import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN, BOT_USER, type FakeSlack, startFakeSlack } from './index.ts';

let slack: FakeSlack;
let client: WebClient;
beforeEach(async () => {
  slack = await startFakeSlack();
  slack.addChannel('CIN');
  slack.addChannel('COUT', 'public', ['UANNA']);
  slack.addChannel('CPRIVATE', 'private', ['UANNA']);
  client = new WebClient(BOT_TOKEN, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
    rejectRateLimitedCalls: true,
  });
});
afterEach(async () => {
  await slack.stop();
});

describe('the fake Slack refuses as Slack does', () => {
  it('a public channel the app is not in, without the scope to post there uninvited', async () => {
    slack.grant(['chat:write']);

    await expect(client.chat.postMessage({ channel: 'COUT', text: 'x' })).rejects.toThrow('not_in_channel');
  });

  it.each([
    ['a wrong token', { token: 'xoxb-other', channel: 'CIN', text: 'x' }, 'invalid_auth'],
    ['a channel that is none', { channel: 'CNONE', text: 'x' }, 'channel_not_found'],
    ['a private channel the app is not in', { channel: 'CPRIVATE', text: 'x' }, 'channel_not_found'],
    ['a message without words', { channel: 'CIN', text: '' }, 'no_text'],
    ['a thread that is none', { channel: 'CIN', text: 'x', thread_ts: '1.1' }, 'thread_not_found'],
    [
      'blocks beyond the limits',
      { channel: 'CIN', text: 'x', blocks: [{ type: 'alert' }] },
      'invalid_blocks',
    ],
  ])('%s', async (_what, args, error) => {
    const { token, ...message } = { token: undefined, ...args };
    const caller = token === undefined ? client : new WebClient(token, { slackApiUrl: slack.apiUrl });

    await expect(caller.apiCall('chat.postMessage', message)).rejects.toMatchObject({ data: { error } });
    expect(slack.messages('CIN')).toEqual([]);
  });

  it('a change of somebody else’s message', async () => {
    slack.deliverTo({ requestUrl: `${slack.apiUrl}nothing` });
    await slack.says('UANNA', 'CIN', 'mine');
    const [mine] = slack.messages('CIN');

    await expect(client.chat.update({ channel: 'CIN', ts: mine?.ts ?? '', text: 'x' })).rejects.toMatchObject(
      {
        data: { error: 'cant_update_message' },
      },
    );
  });

  it('a method it does not know', async () => {
    await expect(client.apiCall('chat.shout')).rejects.toMatchObject({ data: { error: 'unknown_method' } });
  });
});

describe('the fake Slack fails when told to', () => {
  it('once, with an error, a status or a rate limit, then works', async () => {
    slack.failNext('chat.postMessage', { error: 'is_archived' });
    slack.failNext('chat.postMessage', { status: 502 });
    slack.failNext('chat.postMessage', { rateLimitedSeconds: 3 });
    const post = (): Promise<unknown> => client.chat.postMessage({ channel: 'CIN', text: 'x' });

    await expect(post()).rejects.toMatchObject({ data: { error: 'is_archived' } });
    await expect(post()).rejects.toMatchObject({ statusCode: 502 });
    await expect(post()).rejects.toMatchObject({ retryAfter: 3 });
    await expect(post()).resolves.toMatchObject({ ok: true, channel: 'CIN' });
    expect(slack.messages('CIN')).toHaveLength(1);
  });

  it('after the work, so that the caller cannot know', async () => {
    slack.failNext('chat.postMessage', { dropReply: true });

    await expect(client.chat.postMessage({ channel: 'CIN', text: 'x' })).rejects.toThrow();
    expect(slack.messages('CIN')).toHaveLength(1);
  });
});

describe('the fake workspace', () => {
  it('keeps threads, edits and who joined', async () => {
    const root = await client.chat.postMessage({ channel: 'CIN', text: 'root' });
    await client.chat.postMessage({ channel: 'CIN', text: 'reply', thread_ts: root.ts ?? '' });
    await client.chat.update({ channel: 'CIN', ts: root.ts ?? '', text: 'changed' });
    await client.conversations.join({ channel: 'COUT' });

    expect(slack.messages('CIN').map(({ text, edits }) => [text, edits])).toEqual([['changed', 1]]);
    expect(slack.messages('CIN', root.ts).map(({ text }) => text)).toEqual(['reply']);
    expect(slack.channel('COUT').members.has(BOT_USER)).toBe(true);
  });

  it('answers what it is asked about conversations', async () => {
    slack.grant(['channels:read', 'im:write']);

    const info = await client.conversations.info({ channel: 'COUT' });
    const opened = await client.conversations.open({ users: 'UANNA' });

    expect(info.channel).toMatchObject({ id: 'COUT', is_member: false, is_ext_shared: false });
    expect(opened.channel).toEqual({ id: 'DUANNA' });
  });

  it('takes five answers by one response URL', async () => {
    slack.deliverTo({ requestUrl: `${slack.apiUrl}nothing` });
    await slack.types('UANNA', 'CIN', '/x');
    const url = `${slack.apiUrl.replace('/api/', '/response/')}r1`;
    const post = async (): Promise<number> =>
      (await fetch(url, { method: 'POST', body: '{"text":"hi"}' })).status;

    const statuses = [await post(), await post(), await post(), await post(), await post(), await post()];

    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(slack.ephemerals.filter((one) => one.via === 'response_url')).toHaveLength(5);
  });
});
