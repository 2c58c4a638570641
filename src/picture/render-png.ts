import { Worker } from 'node:worker_threads';
import { chartSvg } from './chart-svg.ts';

/**
 * The ranking of a recommendation as a PNG; same view, same bytes. Needs no network, no browser and no system font. Drawn in
 * a thread of its own that ends with its picture: deliveries are acknowledged meanwhile, and the 6 MB of pixels, of which
 * the garbage collector does not know, are given back at once.
 */
export function chartPng(view: Parameters<typeof chartSvg>[0]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./png-worker.ts', import.meta.url), { workerData: chartSvg(view) });
    worker.once('message', (png: Uint8Array) => resolve(Buffer.from(png.buffer, png.byteOffset, png.length)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread that draws the picture ended with ${code}.`)));
  });
}
