import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Fault, Faults } from './faults.ts';
import { receiveUpload } from './file-methods.ts';
import type { Grants } from './grants.ts';
import { type Answer, no } from './method-call.ts';
import { METHODS } from './methods.ts';
import type { FakeOauth } from './oauth.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { FakeRules } from './rules.ts';
import { missingScope } from './scopes.ts';
import type { Sockets } from './sockets.ts';
import type { Workspace } from './workspace.ts';

export type Call = {
  readonly method: string;
  readonly token: string | null;
  readonly at: number;
  /** Slack's refusal, or null. */
  readonly error: string | null;
};

type Parts = {
  readonly workspaces: ReadonlyMap<string, Workspace>;
  readonly grants: Grants;
  readonly faults: Faults;
  readonly sockets: Sockets;
  readonly oauth: FakeOauth;
  readonly responses: ResponseUrls;
  readonly rules: FakeRules;
  readonly appToken: string;
  readonly calls: Call[];
  readonly now: () => number;
};

export type FakeServer = { readonly url: string; stop(): Promise<void> };

/** Slack's side of the wire: the Web API, response URLs, uploads and the socket, on a free port of the loopback. */
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
  const bytes = Buffer.concat(chunks);
  const [, door = '', ...rest] = (request.url ?? '').split('/');
  if (door === 'response') {
    const status = parts.responses.take(rest[0] ?? '', JSON.parse(bytes.toString('utf8')));
    response.writeHead(status).end(status === 200 ? 'ok' : 'expired_url');
    return;
  }
  if (door === 'upload') {
    const taken = receiveUpload(parts.workspaces.get(rest[0] ?? ''), rest[1] ?? '', bytes);
    response.writeHead(taken ? 200 : 400).end(taken ? `OK - ${bytes.length}` : 'wrong length');
    return;
  }
  answerMethod(request, response, parts, rest.join('/'), bytes.toString('utf8'), url);
}

function answerMethod(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
  method: string,
  body: string,
  url: string,
): void {
  const args = Object.fromEntries(new URLSearchParams(body));
  const { authorization } = request.headers;
  const token = authorization?.replace(/^Bearer /, '') ?? args['token'] ?? null;
  const fault = parts.faults.take(method);
  const isPlain = fault !== null && !('dropReply' in fault);
  const result = isPlain ? null : call(parts, method, { token, authorization, args, url });
  parts.calls.push({ method, token, at: Date.now(), error: result?.error ?? null });
  if (isPlain) fail(response, fault);
  else if (fault !== null) request.socket.destroy();
  else respond(response, parts, token, result ?? no('fatal_error'));
}

type Asked = {
  readonly token: string | null;
  readonly authorization: string | undefined;
  readonly args: Readonly<Record<string, string>>;
  readonly url: string;
};

function call(parts: Parts, method: string, { token, authorization, args, url }: Asked): Answer {
  if (method === 'api.test') return { ok: true };
  if (method === 'oauth.v2.access') return parts.oauth.access(args, authorization);
  if (method === 'apps.connections.open') {
    if (token !== parts.appToken) return no('invalid_auth');
    return { ok: true, url: `${url.replace('http', 'ws')}/socket?ticket=1` };
  }
  if (token === null) return no('not_authed');
  const grant = parts.grants.find(token);
  if (grant === undefined) return no('invalid_auth');
  if (grant.expiresAt !== null && grant.expiresAt <= parts.now()) return no('token_expired');
  const workspace = workspaceOf(parts, grant.team, args['team_id'], args['channel']);
  const run = METHODS[method];
  if (run === undefined) return no('unknown_method');
  if (workspace === undefined) return no('missing_argument', { argument: 'team_id' });
  const needed = missingScope(method, args, workspace, grant.scopes);
  if (needed !== null) return no('missing_scope', { needed, provided: [...grant.scopes].join(',') });
  return run({ workspace, args, scopes: grant.scopes, rules: parts.rules, url });
}

/** An org-wide token acts where the call says, by team or by channel. */
function workspaceOf(
  { workspaces }: Parts,
  team: string | null,
  teamId: string | undefined,
  channel: string | undefined,
): Workspace | undefined {
  if (team !== null) return workspaces.get(team);
  const named = workspaces.get(teamId ?? '');
  return (
    named ??
    [...workspaces.values()].find((one) => one.channels.has(channel ?? '')) ??
    [...workspaces.values()][0]
  );
}

function respond(response: ServerResponse, parts: Parts, token: string | null, result: Answer): void {
  const scopes = parts.grants.find(token ?? '')?.scopes;
  if (scopes !== undefined) response.setHeader('x-oauth-scopes', [...scopes].join(','));
  // The clock by which a doctor can measure ours.
  response.setHeader('date', new Date(parts.now()).toUTCString());
  if (result.error === 'ratelimited') {
    response.setHeader('retry-after', String(result['retry_after'] ?? 1));
    send(response, 429, result);
  } else send(response, 200, result);
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
