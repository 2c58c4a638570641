import { hash } from 'node:crypto';
import { chartSvg } from './chart-svg.ts';
import { createDrawingThread } from './drawing-thread.ts';

/** Of some 40 kB each. Uploads are tried again, and people who take the same preset get the same picture. */
const KEPT = 32;
const kept = new Map<string, Promise<Buffer>>();
const thread = createDrawingThread(new URL('./png-worker.ts', import.meta.url));

/**
 * The ranking of a recommendation as a PNG; same view, same bytes. Needs no network, no browser and no system font. Drawn in
 * another thread: deliveries are acknowledged meanwhile. Rejects when it cannot be drawn.
 */
export function chartPng(view: Parameters<typeof chartSvg>[0]): Promise<Buffer> {
  const svg = chartSvg(view);
  const name = hash('sha256', svg);
  const known = kept.get(name);
  if (known !== undefined) return known;
  const drawing = thread.draw(svg);
  kept.set(name, drawing);
  drawing.catch(() => kept.delete(name));
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return drawing;
}
