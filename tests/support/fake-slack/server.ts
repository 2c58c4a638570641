import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Fault, Faults } from './faults.ts';
import { type Answer, METHODS } from './methods.ts';
import type { Sockets } from './sockets.ts';
import type { Workspace } from './workspace.ts';

export type Call = { readonly method: string; readonly token: string | null; readonly at: number };

type Parts = {
  readonly workspace: Workspace;
  readonly faults: Faults;
  readonly sockets: Sockets;
  readonly botToken: string;
  readonly appToken: string;
  readonly calls: Call[];
  readonly onResponse: (id: string, body: Record<string, unknown>) => number;
};

export type FakeServer = { readonly url: string; stop(): Promise<void> };

/** Slack's side of the wire: the Web API, response URLs and the socket, on a free port of the loopback. */
export async function startServer(parts: Parts): Promise<FakeServer> {
  let url = '';
  const server = createServer((request, response) => {
    void answer(request, response, parts, url);
  });
  const upgrades = new WebSocketServer({ server, path: '/socket' });
  upgrades.on('connection', (socket) => parts.sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    stop: () => {
      parts.sockets.dropAll();
      return close(server);
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
  url: string,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const path = request.url ?? '';
  if (path.startsWith('/response/')) {
    const status = parts.onResponse(path.slice('/response/'.length), JSON.parse(body));
    response.writeHead(status).end(status === 200 ? 'ok' : 'expired_url');
    return;
  }
  const method = path.replace(/^\/api\//, '');
  const token =
    request.headers.authorization?.replace(/^Bearer /, '') ?? new URLSearchParams(body).get('token');
  parts.calls.push({ method, token, at: Date.now() });
  const fault = parts.faults.take(method);
  if (fault !== null && !('dropReply' in fault)) return fail(response, fault);
  const result = call(parts, method, token, Object.fromEntries(new URLSearchParams(body)), url);
  if (fault !== null) {
    request.socket.destroy();
    return;
  }
  send(response, 200, result);
}

function call(
  parts: Parts,
  method: string,
  token: string | null,
  args: Record<string, string>,
  url: string,
): Answer {
  if (method === 'apps.connections.open') {
    if (token !== parts.appToken) return { ok: false, error: 'invalid_auth' };
    return { ok: true, url: `${url.replace('http', 'ws')}/socket?ticket=1` };
  }
  if (token !== parts.botToken) return { ok: false, error: token === null ? 'not_authed' : 'invalid_auth' };
  const run = METHODS[method];
  return run === undefined ? { ok: false, error: 'unknown_method' } : run(parts.workspace, args);
}

function fail(response: ServerResponse, fault: Exclude<Fault, { dropReply: true }>): void {
  if ('status' in fault) {
    send(response, fault.status, 'upstream trouble');
  } else if ('rateLimitedSeconds' in fault) {
    response.setHeader('retry-after', String(fault.rateLimitedSeconds));
    send(response, 429, { ok: false, error: 'ratelimited' });
  } else {
    if (fault.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter));
    send(response, 200, { ok: false, error: fault.error });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
