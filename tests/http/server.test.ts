import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import type { HttpRequest, Route } from '../../src/http/types.ts';

const MEGABYTE = 1_048_576;

let server: HttpServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

type Line = { readonly fields: Readonly<Record<string, unknown>>; readonly message: string };

async function serve(routes: readonly Route[]): Promise<{ url: string; port: number; lines: Line[] }> {
  const lines: Line[] = [];
  server = createHttpServer({
    routes,
    log: { error: (fields, message) => void lines.push({ fields, message }) },
  });
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
  return { url: `http://127.0.0.1:${port}`, port, lines };
}

const echo: Route = { method: 'POST', path: '/echo', handle: ({ body }) => ({ status: 200, body }) };

describe('routing', () => {
  const hello: Route = { method: 'GET', path: '/hello', handle: () => ({ status: 200, body: 'hello' }) };

  it('hands a route the raw body, the path, the query and the headers', async () => {
    let seen: HttpRequest | null = null;
    const spy: Route = {
      method: 'POST',
      path: '/spy',
      handle: (request) => {
        seen = request;
        return { status: 204 };
      },
    };
    const { url } = await serve([spy]);

    const response = await fetch(`${url}/spy?a=1&a=2`, {
      method: 'POST',
      body: 'ünï & raw',
      headers: { 'x-own': 'yes' },
    });

    expect(response.status).toBe(204);
    expect(seen).toMatchObject({
      method: 'POST',
      path: '/spy',
      body: Buffer.from('ünï & raw'),
      headers: { 'x-own': 'yes' },
      remoteAddress: '127.0.0.1',
    });
    expect((seen as HttpRequest | null)?.query.getAll('a')).toEqual(['1', '2']);
  });

  it.each([
    ['GET', '/hello', 200, 'hello'],
    ['GET', '/nowhere', 404, 'not found'],
    ['POST', '/hello', 405, 'method not allowed'],
    ['DELETE', '/hello', 405, 'method not allowed'],
    ['HEAD', '/hello', 200, ''],
  ])('answers %s %s with %i', async (method, path, status, body) => {
    const { url } = await serve([hello]);

    const response = await fetch(`${url}${path}`, { method });

    expect({ status: response.status, body: await response.text() }).toEqual({ status, body });
  });

  it('names the methods it takes when the method is wrong', async () => {
    const { url } = await serve([hello, { ...hello, method: 'POST' }]);

    const response = await fetch(`${url}/hello`, { method: 'PUT' });

    expect(response.headers.get('allow')).toBe('GET, POST');
  });

  it('prefers an exact path, then the longest prefix', async () => {
    const say = (path: string, body: string): Route => ({
      method: 'GET',
      path,
      handle: () => ({ status: 200, body }),
    });
    const { url } = await serve([say('/a/*', 'short'), say('/a/b/*', 'long'), say('/a/b/c', 'exact')]);

    const bodies = await Promise.all(
      ['/a/b/c', '/a/b/x', '/a/x', '/a'].map(async (path) => (await fetch(`${url}${path}`)).text()),
    );

    expect(bodies).toEqual(['exact', 'long', 'short', 'not found']);
  });

  it('refuses two routes for one address, since one would never be reached', () => {
    const log = { error: () => undefined };

    expect(() => createHttpServer({ routes: [hello, hello], log })).toThrow(
      'Two routes claim GET /hello; keep one of them.',
    );
  });
});

describe('answers', () => {
  it('carry the security headers, which a route may replace one by one', async () => {
    const page: Route = {
      method: 'GET',
      path: '/page',
      handle: () => ({
        status: 200,
        headers: { 'content-type': 'text/html', 'content-security-policy': "default-src 'self'" },
        body: '<p>hi</p>',
      }),
    };
    const { url } = await serve([page]);

    const { headers } = await fetch(`${url}/page`);

    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html',
      'content-security-policy': "default-src 'self'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('are a bare 500 when a route throws, and the log names the route but none of the words', async () => {
    const broken: Route = {
      method: 'POST',
      path: '/broken',
      handle: ({ body }) => {
        throw new TypeError(`cannot take "${body.toString()}"`);
      },
    };
    const { url, lines } = await serve([broken]);

    const response = await fetch(`${url}/broken`, { method: 'POST', body: 'secret plan' });

    expect({ status: response.status, body: await response.text() }).toEqual({
      status: 500,
      body: 'internal error',
    });
    expect(lines).toEqual([
      {
        message: 'http route failed',
        fields: { error: 'TypeError', at: expect.any(Array), method: 'POST', route: '/broken' },
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret plan');
  });

  it('are a 400 for an address that is none', async () => {
    const { port } = await serve([echo]);

    expect(await rawExchange(port, 'GET // HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400/,
    );
  });
});

describe('bodies', () => {
  it('of exactly 1 MB pass', async () => {
    const { url } = await serve([echo]);

    const response = await fetch(`${url}/echo`, { method: 'POST', body: Buffer.alloc(MEGABYTE, 'a') });

    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBe(MEGABYTE);
  });

  it.each([
    ['declared', false],
    ['sent in chunks', true],
  ])(
    'over 1 MB, %s, are read to the end, answered 413 and the connection is closed',
    async (_how, chunked) => {
      const { port } = await serve([echo]);

      const answer = await sendLarge(port, 3 * MEGABYTE, chunked);

      expect(answer).toEqual({ status: 413, connection: 'close', sentAll: true });
    },
  );

  it('that break off leave the server answering others', async () => {
    const { port, url } = await serve([echo]);
    const socket = await open(port);
    socket.write('POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf');
    socket.destroy();

    const response = await fetch(`${url}/echo`, { method: 'POST', body: 'whole' });

    expect(await response.text()).toBe('whole');
  });
});

describe('stopping', () => {
  it('lets a running request end, then closes the idle connections at once', async () => {
    const slow: Route = {
      method: 'GET',
      path: '/slow',
      handle: async () => {
        await wait(150);
        return { status: 200, body: 'done' };
      },
    };
    const { url, port } = await serve([slow]);
    const idle = await open(port);
    const running = fetch(`${url}/slow`);
    await wait(50);

    const began = performance.now();
    await server?.stop();
    const tookMs = performance.now() - began;

    expect(await (await running).text()).toBe('done');
    expect(tookMs).toBeLessThan(1_000);
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
    idle.destroy();
  });

  it('may be asked twice', async () => {
    await serve([echo]);

    await expect(Promise.all([server?.stop(), server?.stop()])).resolves.toHaveLength(2);
  });

  it('is quick after a body that was too large', async () => {
    const { port } = await serve([echo]);
    await sendLarge(port, 3 * MEGABYTE, true);

    const began = performance.now();
    await server?.stop();

    expect(performance.now() - began).toBeLessThan(500);
  });
});

it('says which port is taken and what to do', async () => {
  const { port } = await serve([echo]);
  const other = createHttpServer({ routes: [], log: { error: () => undefined } });

  await expect(other.listen({ port, host: '127.0.0.1' })).rejects.toThrow(
    `Cannot listen on 127.0.0.1:${port} (EADDRINUSE); choose another PORT.`,
  );
});

function open(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => undefined);
  });
}

async function rawExchange(port: number, request: string): Promise<string> {
  const socket = await open(port);
  socket.end(request);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

function sendLarge(
  port: number,
  bytes: number,
  chunked: boolean,
): Promise<{ status: number | undefined; connection: string | undefined; sentAll: boolean }> {
  return new Promise((resolve, reject) => {
    let sentAll = false;
    const request = httpRequest(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/echo',
        headers: chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': bytes },
      },
      (response) => {
        response.resume();
        response.on('end', () =>
          resolve({ status: response.statusCode, connection: response.headers.connection, sentAll }),
        );
      },
    );
    request.on('error', reject);
    request.end(Buffer.alloc(bytes, 'a'), () => {
      sentAll = true;
    });
  });
}
