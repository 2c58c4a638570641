import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPage } from './open-page.ts';

let page: Awaited<ReturnType<typeof openPage>>;

beforeEach(async () => {
  page = await openPage(() => []);
});
afterEach(() => page.close());

describe('the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/page.css', 'text/css; charset=utf-8'],
    ['/page/main.js', 'text/javascript; charset=utf-8'],
    ['/icon.svg', 'image/svg+xml'],
    ['/vendor/adaptivecards.min.js', 'text/javascript; charset=utf-8'],
  ])('is served: %s', async (path, type) => {
    const answer = await page.get(path);

    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/);
    const again = await page.get(path, { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect([again.status, again.body]).toEqual([304, '']);
  });

  it('has no script or style within its HTML', async () => {
    const { body } = await page.get('/');

    expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });

  it('names every module that its modules import', async () => {
    const seen = new Set<string>();
    const open = ['/page/main.js'];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { status: code, body } = await page.get(path);
      expect([path, code]).toEqual([path, 200]);
      open.push(...[...body.matchAll(/from '\.(\/[\w-]+\.js)'/g)].map((match) => `/page${match[1]}`));
    }
    expect(seen.size).toBe(8);
  });

  it.each(['/page/', '/page/../package.json', '/public/index.html', '/vendor/adaptivecards.js'])(
    'serves nothing else: %s',
    async (path) => {
      expect((await page.get(path)).status).toBe(404);
    },
  );

  it.each([
    ['a name that was pointed at this machine', { host: 'evil.example' }],
    ['such a name with the port', { host: 'localhost.evil.example:80' }],
    ['a proxy', { 'x-forwarded-for': '203.0.113.9' }],
  ])('is refused under %s', async (_, headers) => {
    expect(await rawStatus('/', headers)).toBe(403);
    expect(await rawStatus('/api/web/conversations/x', headers)).toBe(403);
  });

  it.each(['localhost', '127.0.0.1', '[::1]:3000'])('is served as %s', async (host) => {
    expect(await rawStatus('/', { host })).toBe(200);
  });
});

/** `fetch` does not let a caller set `Host`. */
function rawStatus(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(page.origin + path, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}
