import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';

import type { Deliverer } from '../../src/turns/types.ts';

/** A message on the platform: its text and the outbox row it was posted for. */
type Posting = { readonly outbox: number; readonly text: string };

export type HttpPlatform = {
  readonly port: number;
  readonly postings: readonly Posting[];
  close(): Promise<void>;
};

/** A platform on the far side of a wire: it keeps what it accepted whatever becomes of who posted it. */
export async function httpPlatform(): Promise<HttpPlatform> {
  const postings: Posting[] = [];
  const server = createServer(async (incoming, answer) => {
    const posting: Posting = JSON.parse(await readAll(incoming));
    const place = postings.findIndex((known) => known.outbox === posting.outbox);
    if (incoming.url === '/post') postings.push(posting);
    answer.end(
      JSON.stringify({ found: place >= 0, ref: incoming.url === '/post' ? postings.length : place + 1 }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: (server.address() as AddressInfo).port, postings, close };
}

/** Posts over HTTP. With `asks`, a try that follows an uncertain one looks first whether the message is there. */
export function httpDeliverer(port: number, asks: boolean): Deliverer {
  return {
    platform: 'chat',
    deliver: async (item) => {
      const posting: Posting = { outbox: item.id, text: item.view.text };
      const known = asks && item.uncertain ? await call(port, '/look', posting) : null;
      const { ref } = known?.found ? known : await call(port, '/post', posting);
      return { ref: String(ref) };
    },
  };
}

type Answer = { readonly found: boolean; readonly ref: number };

function call(port: number, path: string, body: Posting): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method: 'POST', agent: false };
    const outgoing = request(options, (incoming) => {
      readAll(incoming).then((answer) => resolve(JSON.parse(answer)), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}
