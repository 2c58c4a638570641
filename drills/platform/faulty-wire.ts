import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Forwarded, forward, send } from './wire-taps.ts';

/** What goes wrong with one call to the platform. */
export type Fault =
  /** The platform refuses: it does nothing and answers this. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body: unknown;
    }
  /** The connection breaks before the platform has the call. */
  | { readonly kind: 'reset' }
  /** The platform does its work and its answer is lost. */
  | { readonly kind: 'lost reply' }
  /** The platform does its work and its answer comes byte by byte, over this many milliseconds. */
  | { readonly kind: 'slow'; readonly overMs: number };

export type Call = {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly fault: Fault | null;
};

export type FaultyWire = { readonly url: string; readonly calls: readonly Call[] };

/** A forwarder before a platform; `choose` says of each call what goes wrong with it, null for nothing. */
export async function openFaultyWire(
  target: string,
  choose: (path: string, body: string) => Fault | null,
  defer: (close: () => unknown) => void,
): Promise<FaultyWire> {
  const origin = new URL(target);
  const calls: Call[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const bytes = await buffer(incoming);
    const [path, body] = [incoming.url ?? '/', bytes.toString('utf8')];
    const fault = choose(path, body);
    calls.push({ at: Date.now(), method: incoming.method ?? '', path, body, fault });
    await pass(origin, incoming, outgoing, bytes, fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  defer(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${origin.pathname}`, calls };
}

async function pass(
  origin: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: Buffer,
  fault: Fault | null,
): Promise<void> {
  if (fault?.kind === 'reset') return void incoming.socket.destroy();
  if (fault?.kind === 'answer') return send(outgoing, refusal(fault));
  const answer = await forward(origin, incoming, body);
  if (fault?.kind === 'lost reply') return void incoming.socket.destroy();
  if (fault?.kind === 'slow') return trickle(outgoing, answer, fault.overMs);
  return send(outgoing, answer);
}

function refusal({ status, headers = {}, body }: Extract<Fault, { kind: 'answer' }>): Forwarded {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(text) };
}

async function trickle(outgoing: ServerResponse, { status, headers, body }: Forwarded, overMs: number) {
  const { 'transfer-encoding': _, ...kept } = headers;
  outgoing.writeHead(status, { ...kept, 'content-length': body.length });
  for (const byte of body) {
    if (outgoing.destroyed) return;
    outgoing.write(Buffer.of(byte));
    await sleep(overMs / body.length);
  }
  outgoing.end();
}
