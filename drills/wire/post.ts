import { Agent, request } from 'node:http';

/** What came back. Status 0: nobody answered, or the connection broke. */
export type Answer = { readonly status: number; readonly text: string; readonly ms: number };

/** Far above every limit that is measured. */
const PATIENCE_MS = 60_000;
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/**
 * One POST over a kept connection; never rejects, since a broken connection is an outcome like others. A connection that
 * the server had closed as idle is no outcome: the request goes out once more over a new one.
 */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): Promise<Answer> {
  const began = performance.now();
  const first = await once(url, headers, body);
  const { status, text } = first.isStale ? await once(url, headers, body) : first;
  return { status, text, ms: performance.now() - began };
}

type Once = { readonly status: number; readonly text: string; readonly isStale: boolean };

function once(url: string, headers: Readonly<Record<string, string>>, body: string | Buffer): Promise<Once> {
  return new Promise((resolve) => {
    const end = (status: number, text: string, isStale = false): void => resolve({ status, text, isStale });
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
    outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy());
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      end(0, '', outgoing.reusedSocket && error.code === 'ECONNRESET');
    });
    outgoing.end(body);
  });
}
