import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { addressOf } from './address.ts';
import { readBody } from './body.ts';
import { errorFields } from './error-fields.ts';
import { type RouteTable, routeTable } from './route-table.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import type { HttpLog, HttpRequest, HttpResponse, Route } from './types.ts';

/** A whole request must arrive within this; chat platforms take milliseconds. */
const REQUEST_TIMEOUT_MS = 10_000;
/** `close` drops only connections idle at that moment; those that fall idle later are swept this often. */
const SWEEP_MS = 25;
/** What is still running after this is cut off. */
const GRACE_MS = 5_000;

export type HttpServer = {
  /** Resolves once connections are accepted. Rejects with the remedy when the port is taken or forbidden. */
  listen(where: { readonly port: number; readonly host?: string }): Promise<AddressInfo>;
  /** Takes no new connections, lets running requests end, then resolves. Safe to call more than once. */
  stop(): Promise<void>;
};

/**
 * A small HTTP server over a route table, shared by everything that listens in this process. It reads each body once
 * (1 MB, else 413), sets the security headers and turns a thrown error into a bare 500 with one log line.
 */
export function createHttpServer(options: {
  readonly routes: readonly Route[];
  readonly log: HttpLog;
}): HttpServer {
  const table = routeTable(options.routes);
  let stopping: Promise<void> | null = null;
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, async (incoming, outgoing) => {
    const response = await answer(table, options.log, incoming);
    if (response !== null) send(outgoing, incoming, response, stopping !== null);
  });
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return {
    listen: (where) => listen(server, where),
    stop: () => {
      stopping ??= stop(server, open);
      return stopping;
    },
  };
}

async function answer(
  table: RouteTable,
  log: HttpLog,
  incoming: IncomingMessage,
): Promise<HttpResponse | null> {
  const body = await readBody(incoming);
  if (body.kind === 'broken') {
    incoming.destroy();
    return null;
  }
  if (body.kind === 'too-large') return { ...plain(413, 'body too large'), headers: { connection: 'close' } };
  const request = requestOf(incoming, body.bytes);
  if (request === null) return plain(400, 'bad request');
  const match = table.find(request.method, request.path);
  if (match.kind === 'none') return plain(404, 'not found');
  if (match.kind === 'wrong-method') {
    return { ...plain(405, 'method not allowed'), headers: { allow: match.allow } };
  }
  try {
    return await match.route.handle(request);
  } catch (error) {
    log.error(
      { ...errorFields(error), method: match.route.method, route: match.route.path },
      'http route failed',
    );
    return plain(500, 'internal error');
  }
}

function requestOf(incoming: IncomingMessage, body: Buffer): HttpRequest | null {
  const address = addressOf(incoming.url ?? '/');
  if (address === null) return null;
  return {
    method: incoming.method ?? 'GET',
    ...address,
    headers: incoming.headers,
    body,
    remoteAddress: incoming.socket.remoteAddress ?? null,
  };
}

function send(
  outgoing: ServerResponse,
  incoming: IncomingMessage,
  response: HttpResponse,
  stopping: boolean,
): void {
  const body = response.body ?? '';
  outgoing.writeHead(response.status, {
    ...SECURITY_HEADERS,
    ...(body === '' ? {} : { 'content-type': 'text/plain; charset=utf-8' }),
    ...(stopping ? { connection: 'close' } : {}),
    ...response.headers,
    'content-length': String(Buffer.byteLength(body)),
  });
  outgoing.end(incoming.method === 'HEAD' ? undefined : body);
}

function plain(status: number, body: string): HttpResponse {
  return { status, body };
}

function listen(
  server: Server,
  where: { readonly port: number; readonly host?: string },
): Promise<AddressInfo> {
  const place = `${where.host ?? '*'}:${where.port}`;
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException): void => {
      const why = cause.code ?? cause.message;
      reject(new Error(`Cannot listen on ${place} (${why}); choose another PORT.`, { cause }));
    };
    server.once('error', refuse);
    server.listen(where.port, where.host, () => {
      server.off('error', refuse);
      resolve(server.address() as AddressInfo);
    });
  });
}

async function stop(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return;
  const sweep = setInterval(() => {
    server.closeIdleConnections();
    // Opened in advance and never used: Node does not count these as idle.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  }, SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  try {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}
