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

type Kept = { readonly socket: Promise<Socket>; usedAt: number };
const sockets = new Map<string, Kept>();
/** Servers close connections that rest for some seconds, and may do so just when a request is on its way. */
const RESTED_MS = 2_000;
const makers = new Map<string, (url: string) => Made>();

/**
 * A client of plain sockets in a process of its own: it makes and signs each request before its clock starts, and reads
 * no more of the answer than it has to.
 */
process.on('message', async (burst: Burst) => {
  const micros: number[] = [];
  const bad: string[] = [];
  const end = performance.now() + burst.ms;
  const lanes = Array.from({ length: burst.connections }, async (_, lane) => {
    const url = burst.urls[lane % burst.urls.length] ?? '';
    const kept = keptFor(url, lane);
    const socket = await kept.socket;
    const make = makerOf(burst.recipe);
    do {
      const { bytes } = make(url);
      const began = process.hrtime.bigint();
      const answer = await exchange(socket, bytes);
      micros.push(Number(process.hrtime.bigint() - began) / 1_000);
      if (!/^HTTP\/1\.1 2/.test(answer)) bad.push(answer.slice(0, 200));
    } while (performance.now() < end);
    kept.usedAt = performance.now();
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

function keptFor(url: string, lane: number): Kept {
  const name = `${url} ${lane}`;
  const known = sockets.get(name);
  if (known !== undefined && performance.now() - known.usedAt < RESTED_MS) return known;
  void known?.socket.then((rested) => rested.destroy());
  const kept = { socket: open(url), usedAt: performance.now() };
  void kept.socket.then((socket) =>
    socket.once('close', () => {
      if (sockets.get(name) === kept) sockets.delete(name);
    }),
  );
  sockets.set(name, kept);
  return kept;
}

function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
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
