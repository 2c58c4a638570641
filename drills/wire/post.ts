import { Agent, request } from 'node:http';

/** What came back. Status 0: nobody answered, or the connection broke. */
export type Answer = { readonly status: number; readonly text: string; readonly ms: number };

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** One POST over a kept connection; never rejects, since a broken connection is an outcome like others. */
export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  patienceMs = 60_000,
): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, text: string): void =>
      resolve({ status, text, ms: performance.now() - began });
    const outgoing = request(url, { agent, method: 'POST', headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.once('end', () => end(incoming.statusCode ?? 0, text));
      incoming.once('error', () => end(0, text));
      incoming.once('close', () => end(0, text));
    });
    outgoing.setTimeout(patienceMs, () => outgoing.destroy());
    outgoing.once('error', () => end(0, ''));
    outgoing.end(body);
  });
}
