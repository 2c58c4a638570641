import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { responder } from '../../../src/adapters/slack/deliver/response-url.ts';

const SLACK = 'https://slack.com/api/';
const REFUSED = 'The response_url is neither https on hooks.slack.com nor of SLACK_API_URL.';

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

describe('a private answer by response URL', () => {
  it('goes to Slack’s own host, seen by one person and beside the original', async () => {
    let body: unknown;
    nock('https://hooks.slack.com')
      .post('/actions/T1/2/x', (sent) => {
        body = sent;
        return true;
      })
      .reply(200, 'ok');

    await responder(SLACK)('https://hooks.slack.com/actions/T1/2/x', { text: 'hello', thread: '1.2' });

    expect(body).toEqual({
      response_type: 'ephemeral',
      replace_original: false,
      text: 'hello',
      thread_ts: '1.2',
    });
  });

  it.each([
    ['plain http', 'http://hooks.slack.com/x', SLACK],
    ['another host', 'https://evil.example/x', SLACK],
    ['a host that only begins like it', 'https://hooks.slack.com.evil.example/x', SLACK],
    ['a user part that looks like it', 'https://hooks.slack.com@evil.example/x', SLACK],
    ['another port', 'https://hooks.slack.com:8443/x', SLACK],
    ['an inner address', 'http://169.254.169.254/latest', SLACK],
    ['no address', 'nonsense', SLACK],
    ['another port of the stand-in', 'http://127.0.0.1:81/x', 'http://127.0.0.1:80/api/'],
    ['another protocol of the stand-in', 'https://127.0.0.1:8080/x', 'http://127.0.0.1:8080/api/'],
  ])('never goes to %s', async (_what, url, apiUrl) => {
    await expect(responder(apiUrl)(url, { text: 'hello' })).rejects.toThrow(REFUSED);
  });

  it.each([
    ['http://127.0.0.1:5005/response/1', 'http://127.0.0.1:5005/api/'],
    ['http://localhost:5005/response/1', 'http://127.0.0.1:5005/api/'],
    ['https://slack.internal.example/response/1', 'https://slack.internal.example/api'],
  ])('goes to %s when SLACK_API_URL is %s', async (url, apiUrl) => {
    const target = new URL(url);
    const call = nock(target.origin).post(target.pathname).reply(200, 'ok');

    await responder(apiUrl)(url, { text: 'hello' });

    expect(call.isDone()).toBe(true);
  });

  it('follows no redirect', async () => {
    nock('https://hooks.slack.com').post('/x').reply(302, '', { location: 'https://evil.example/' });

    await expect(responder(SLACK)('https://hooks.slack.com/x', { text: 'hello' })).rejects.toThrow();
  });

  it('that came too late says so', async () => {
    nock('https://hooks.slack.com').post('/x').reply(404, 'expired_url');

    await expect(responder(SLACK)('https://hooks.slack.com/x', { text: 'hello' })).rejects.toThrow(
      'The response_url answered 404; it lives 30 minutes and 5 posts.',
    );
  });
});
