import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { run } from '../../src/commands/run.ts';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import { checkLinks, NoNetworkError } from '../../src/upkeep/links/check-links.ts';
import { collectLinks, type LinkTarget } from '../../src/upkeep/links/collect-links.ts';
import { linkReport } from '../../src/upkeep/links/link-report.ts';
import { engine, section, soundKnowledge } from './sound-knowledge.ts';
import { knowledge } from './verb.ts';

/** A site with a page of every temper; returns its address. */
async function site(): Promise<string> {
  const answer: RequestListener = (request, response) => {
    const statuses: Record<string, number> = { '/gone': 404, '/login': 403, '/busy': 503 };
    if (request.url === '/slow') return;
    if (request.url === '/old') return void response.writeHead(301, { location: '/ok' }).end();
    if (request.url === '/get-only')
      return void response.writeHead(request.method === 'GET' ? 200 : 405).end('body');
    response.writeHead(statuses[request.url ?? ''] ?? 200).end('page');
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function target(url: string): LinkTarget {
  const find: LinkTarget['find'] = (message, remedy) => [
    { file: 'a.md', line: 7, column: 5, message, remedy },
  ];
  return { url, from: ['a'], find };
}

/** As the platform says that there is no such host. */
function unreachable(): Promise<never> {
  return Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }) }),
  );
}

describe('checking links', () => {
  it('tells what answers, has moved, is gone, is silent or will not say', async () => {
    const home = await site();
    const pages = ['ok', 'get-only', 'old', 'gone', 'login', 'busy', 'slow'];

    const outcomes = await checkLinks(
      pages.map((page) => target(`${home}/${page}`)),
      { fetch, timeoutMs: 2_000 },
    );

    expect(outcomes.map(({ target: { url }, probe }) => [url.slice(home.length + 1), probe])).toEqual([
      ['ok', { kind: 'ok' }],
      ['get-only', { kind: 'ok' }],
      ['old', { kind: 'moved', to: `${home}/ok` }],
      ['gone', { kind: 'broken', status: 404 }],
      ['login', { kind: 'refused', status: 403 }],
      ['busy', { kind: 'refused', status: 503 }],
      ['slow', { kind: 'silent', why: 'no answer within 2 s' }],
    ]);
  });

  it('reports broken ones with their place and leaves the unclear to people', async () => {
    const home = await site();
    const pages = ['ok', 'old', 'gone', 'login', 'slow'].map((page) => target(`${home}/${page}`));

    const report = linkReport(await checkLinks(pages, { fetch, timeoutMs: 2_000 }));

    const place = { file: 'a.md', line: 7, column: 5 };
    const remedy = 'Find where it went, or another source for the statement.';
    expect(report).toEqual({
      addresses: 5,
      ok: 1,
      moved: [{ url: `${home}/old`, why: `a redirect to ${home}/ok`, from: ['a'], to: `${home}/ok` }],
      broken: [
        { url: `${home}/gone`, why: 'status 404', from: ['a'] },
        { url: `${home}/slow`, why: 'no answer within 2 s', from: ['a'] },
      ],
      unclear: [{ url: `${home}/login`, why: 'status 403', from: ['a'] }],
      findings: [
        { ...place, message: `Expected ${home}/gone to answer, got status 404.`, remedy },
        { ...place, message: `Expected ${home}/slow to answer, got no answer within 2 s.`, remedy },
      ],
    });
  });

  it('asks a few at a time and tells its progress', async () => {
    let now = 0;
    let most = 0;
    const heard: string[] = [];
    const counting: typeof fetch = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now -= 1;
      return new Response(null);
    };

    const targets = Array.from({ length: 40 }, (_, i) => target(`https://h${i % 4}.example/${i}`));
    const outcomes = await checkLinks(targets, {
      fetch: counting,
      onProgress: (done, total) => heard.push(`${done}/${total}`),
    });

    expect(outcomes.map((outcome) => outcome.target)).toEqual(targets);
    expect(most).toBe(6);
    expect(heard).toEqual(Array.from({ length: 40 }, (_, i) => `${i + 1}/40`));
  });

  it('gives up with one clear line when there is no network', async () => {
    let asked = 0;
    const dead: typeof fetch = () => {
      asked += 1;
      return unreachable();
    };
    const targets = Array.from({ length: 40 }, (_, i) => target(`https://h${i}.example/`));

    const error = await checkLinks(targets, { fetch: dead }).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(NoNetworkError);
    expect(error).toMatchObject({
      message: 'The links cannot be checked: none of the first 5 addresses could be reached (ENOTFOUND).',
      remedy: expect.stringContaining('NODE_USE_ENV_PROXY=1'),
    });
    expect(asked).toBe(5);
  });

  it('does not take one dead host for a dead network', async () => {
    const home = await site();
    const oneDead: typeof fetch = (url, options) =>
      String(url).startsWith(home) ? fetch(url, options) : unreachable();
    const targets = [
      ...Array.from({ length: 9 }, (_, i) => target(`https://a.example/${i}`)),
      target(`${home}/ok`),
    ];

    const report = linkReport(await checkLinks(targets, { fetch: oneDead }));

    expect({ ok: report.ok, broken: report.broken.length }).toEqual({ ok: 1, broken: 9 });
  });

  it('has nothing to say about no links', async () => {
    expect(await checkLinks([], { fetch: unreachable })).toEqual([]);
  });
});

describe('collecting links', () => {
  it('takes each page once, with every place that names it', async () => {
    const folder = soundKnowledge({
      'engines/steady.yaml': engine(
        'Steady',
        2,
        'links:\n  - {title: Home, url: "https://example.org/#top", publisher: Example, kind: official}\n',
      ),
      'sections/steady/latency/in-turn.md': section().replace('/guide', '/guide#latency'),
    });

    const targets = await collectLinks(await loadKnowledge([folder]), [folder]);

    expect(targets.map(({ url, from }) => ({ url, from }))).toEqual([
      { url: 'https://example.org/', from: ['engines/steady'] },
      {
        url: 'https://example.org/guide',
        from: ['general/latency/targets', 'quick/latency/at-once', 'steady/latency/in-turn'],
      },
    ]);
    expect(targets[0]?.find('gone', 'mend')).toEqual([
      { file: `${folder}/engines/steady.yaml`, line: 7, column: 24, message: 'gone', remedy: 'mend' },
    ]);
    expect(targets[1]?.find('gone', 'mend').map(({ line }) => line)).toEqual([7, 7, 7]);
  });
});

describe('knowledge links', () => {
  const all: typeof fetch = () => Promise.resolve(new Response(null));
  const GONE = 'https://spark.apache.org/docs/4.3.0/streaming/real-time-mode.html';
  const oneGone: typeof fetch = (url) =>
    Promise.resolve(new Response(null, { status: url === GONE ? 404 : 200 }));

  it('ends well when every link answers, without drawing on a stream that is no terminal', async () => {
    const { code, out, err } = await knowledge(['links'], { fetch: all });

    expect(out).toMatch(/^(\d+) addresses: \1 answer, 0 moved, 0 unclear, 0 broken\.\n$/);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('names the file and line of a broken link and ends with 1', async () => {
    const { code, out } = await knowledge(['links'], { fetch: oneGone });

    expect(code).toBe(1);
    expect(out).toMatch(
      /knowledge\/engines\/spark\.yaml:\d+:\d+: Expected https:\S+real-time-mode\.html to answer, got status 404\. Find/,
    );
    expect(out).toMatch(/ 0 unclear, 1 broken\.\n$/);
  });

  it('says it as JSON', async () => {
    const { out } = await knowledge(['links', '--json'], { fetch: oneGone });

    expect(JSON.parse(out)).toMatchObject({ broken: [{ url: GONE, why: 'status 404' }], unclear: [] });
  });

  it('draws a bar on a terminal and takes it away', async () => {
    const { err } = await knowledge(['links'], { fetch: all, tty: true });

    expect(err).toMatch(/^\r\[ {30}\] 1\/\d+\r/);
    const lines = err.split('\r');
    expect(lines.at(-2)).toMatch(/^\[={30}\] (\d+)\/\1$/);
    expect(lines.at(-1)).toBe('\u001b[K');
  });

  it('ends with a code of its own and one clear line when there is no network', async () => {
    let err = '';
    const errors = new Writable({
      write: (chunk, _, done) => {
        err += String(chunk);
        done();
      },
    });
    const world = { env: {}, input: process.stdin, output: errors, errors, now: () => 0, fetch: unreachable };

    const code = await run(['knowledge', 'links'], world);

    expect(code).toBe(3);
    expect(err).toMatch(/^The links cannot be checked: none of the first 5 addresses could be reached .*\n$/);
  });

  it('takes the bar away before it says that there is no network', async () => {
    await expect(knowledge(['links'], { fetch: unreachable, tty: true })).rejects.toThrow(NoNetworkError);
  });
});
