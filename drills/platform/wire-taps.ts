import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A moment of one call to the platform, as seen from the wire. */
export type Moment = 'arrived' | 'done, not answered' | 'answered';

/** May break the call: `cut` closes the connection without an answer. */
export type Tap = (moment: Moment, call: { readonly path: string; cut(): void }) => void | Promise<void>;

/** A plain forwarder before a platform that lets somebody act at each moment of a call. */
export async function openTap(target: string, tap: Tap): Promise<{ url: string; close(): Promise<void> }> {
  const origin = new URL(target);
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const path = incoming.url ?? '/';
    let isCut = false;
    const cut = (): void => {
      isCut = true;
      incoming.socket.destroy();
    };
    await tap('arrived', { path, cut });
    if (isCut) return;
    const answer = await forward(origin, incoming, body);
    await tap('done, not answered', { path, cut });
    if (isCut) return;
    await send(outgoing, answer);
    await tap('answered', { path, cut });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${origin.pathname}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Forwarded = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

/** Make the same call at the platform itself. */
export function forward(origin: URL, incoming: IncomingMessage, body: Buffer): Promise<Forwarded> {
  return new Promise((resolve, reject) => {
    const { method, url: path, headers } = incoming;
    const options = { host: origin.hostname, port: origin.port, method, path, headers };
    const outgoing = request(options, (answer) => {
      buffer(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: bytes }),
        reject,
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Resolves when the answer is handed to the system, or its receiver has gone. */
export function send(outgoing: ServerResponse, { status, headers, body }: Forwarded): Promise<void> {
  const { 'transfer-encoding': _, ...kept } = headers;
  return new Promise((resolve) => {
    outgoing.once('close', resolve);
    outgoing.once('finish', resolve);
    outgoing.writeHead(status, { ...kept, 'content-length': body.length }).end(body);
  });
}
