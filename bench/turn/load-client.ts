import { connect, type Socket } from 'node:net';
import { type Made, type Recipe, requestMaker } from './requests.ts';

/** What the process that started this one asks for. */
export type Burst = {
  readonly urls: readonly string[];
  readonly recipe: Recipe;
  readonly connections: number;
  readonly ms: number;
};
/** Latencies in microseconds, and answers that were not 2xx. */
export type Fired = { readonly micros: readonly number[]; readonly bad: readonly string[] };

/**
 * A client of plain sockets in a process of its own: it makes and signs each request before its clock starts, and reads
 * no more of the answer than it has to.
 */
const sockets = new Map<string, Promise<Socket>>();
const makers = new Map<string, (url: string) => Made>();

process.on('message', async (burst: Burst) => {
  const micros: number[] = [];
  const bad: string[] = [];
  const end = performance.now() + burst.ms;
  const lanes = Array.from({ length: burst.connections }, async (_, lane) => {
    const url = burst.urls[lane % burst.urls.length] ?? '';
    const socket = await open(url, lane);
    const make = makerOf(burst.recipe);
    do {
      const { bytes } = make(url);
      const began = process.hrtime.bigint();
      const answer = await exchange(socket, bytes);
      micros.push(Number(process.hrtime.bigint() - began) / 1_000);
      if (!/^HTTP\/1\.1 2/.test(answer)) bad.push(answer.slice(0, 200));
    } while (performance.now() < end);
  });
  await Promise.all(lanes);
  process.send?.({ fired: { micros, bad } satisfies Fired });
});

function makerOf(recipe: Recipe): (url: string) => Made {
  const name = JSON.stringify(recipe);
  const made = makers.get(name) ?? requestMaker(recipe);
  makers.set(name, made);
  return made;
}

function open(url: string, lane: number): Promise<Socket> {
  const name = `${url} ${lane}`;
  const known = sockets.get(name);
  if (known !== undefined) return known;
  const { hostname, port } = new URL(url);
  const opening = new Promise<Socket>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.once('close', () => sockets.delete(name));
  });
  sockets.set(name, opening);
  return opening;
}

/** Send one request and wait for the whole of its answer. */
function exchange(socket: Socket, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const hear = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (!isWhole(text)) return;
      socket.off('data', hear);
      socket.off('close', broke);
      resolve(text);
    };
    const broke = (): void => reject(new Error('The connection was closed before the answer.'));
    socket.on('data', hear);
    socket.once('close', broke);
    socket.write(bytes);
  });
}

function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  if (length !== undefined) return text.length - head - 4 >= Number(length);
  return text.endsWith('0\r\n\r\n') || /^HTTP\/1\.1 (204|304)/.test(text);
}
