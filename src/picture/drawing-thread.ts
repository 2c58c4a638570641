import { Worker } from 'node:worker_threads';

/** Draws one picture after another; `draw` takes SVG and resolves with the PNG. */
export type DrawingThread = { draw(svg: string): Promise<Buffer> };

/**
 * Pictures of one thread. Each leaves some 6 MB of pixels, of which V8's garbage collector does not know; they are given back
 * when the thread ends. Starting one costs as much CPU as half a picture.
 */
const MOST_PICTURES = 10;
/** Then it ends, as pictures come seldom. */
const IDLE_MS = 500;

type Job = {
  readonly svg: string;
  readonly resolve: (png: Buffer) => void;
  readonly reject: (error: Error) => void;
};
type Running = { readonly worker: Worker; job: Job | null; drawn: number; idle: NodeJS.Timeout | null };

/** A thread that is started when there is something to draw and ended soon after; it keeps no process alive. */
export function createDrawingThread(file: URL): DrawingThread {
  const waiting: Job[] = [];
  let running: Running | null = null;

  const next = (): void => {
    if (waiting.length === 0 || (running !== null && running.job !== null)) return;
    running ??= start();
    const { worker, idle } = running;
    if (idle !== null) clearTimeout(idle);
    running.job = waiting.shift() ?? null;
    worker.ref();
    worker.postMessage(running.job?.svg);
  };

  const start = (): Running => {
    const one: Running = { worker: new Worker(file), job: null, drawn: 0, idle: null };
    one.worker.on('message', (png: Uint8Array) => {
      one.job?.resolve(Buffer.from(png.buffer, png.byteOffset, png.length));
      one.job = null;
      one.drawn += 1;
      one.worker.unref();
      if (one.drawn >= MOST_PICTURES) end(one);
      else one.idle = setTimeout(() => end(one), IDLE_MS).unref();
      next();
    });
    one.worker.once('error', (error) => gone(one, error));
    one.worker.once('exit', (code) =>
      gone(one, new Error(`The thread that draws pictures ended with ${code}.`)),
    );
    return one;
  };

  const end = (one: Running): void => {
    if (running === one) running = null;
    void one.worker.terminate();
  };

  /** What it was drawing fails, what waits is drawn by another. */
  const gone = (one: Running, error: Error): void => {
    if (running === one) running = null;
    one.job?.reject(error);
    one.job = null;
    next();
  };

  return {
    draw: (svg) =>
      new Promise((resolve, reject) => {
        waiting.push({ svg, resolve, reject });
        next();
      }),
  };
}
