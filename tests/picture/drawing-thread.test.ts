import { expect, it, vi } from 'vitest';
import { createDrawingThread } from '../../src/picture/drawing-thread.ts';

const WORKER = new URL('../../src/picture/png-worker.ts', import.meta.url);
const ECHO = new URL('./echo-worker.ts', import.meta.url);

const svg = (width: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="4"><rect width="4" height="4"/></svg>`;
const text = (png: Buffer): string => png.toString();

/** The width of a PNG: https://www.w3.org/TR/png-3/#11IHDR */
const widthOf = (png: Buffer): number => png.readUInt32BE(16);

it('draws each picture for the one who asked for it', async () => {
  const thread = createDrawingThread(WORKER);

  const drawn = await Promise.all([5, 7, 9].map((width) => thread.draw(svg(width))));

  expect(drawn.map(widthOf)).toEqual([5, 7, 9]);
});

it('fails the picture that cannot be drawn and goes on with those behind it', async () => {
  const thread = createDrawingThread(WORKER);

  const drawn = await Promise.allSettled([thread.draw('no picture'), thread.draw(svg(6))]);

  expect(drawn.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(drawn[1]?.status === 'fulfilled' && widthOf(drawn[1].value)).toBe(6);
});

it('starts another thread after ten pictures, since what each leaves is given back only at its end', async () => {
  const thread = createDrawingThread(ECHO);

  const threads = await Promise.all(Array.from({ length: 25 }, (_, n) => thread.draw(`${n}`)));

  const counted = Object.values(Object.groupBy(threads.map(text), (id) => id)).map((same) => same?.length);
  expect(counted).toEqual([10, 10, 5]);
});

it('ends a thread that has nothing to draw', async () => {
  const thread = createDrawingThread(ECHO);
  const first = text(await thread.draw(''));

  // Asked again and again it would never be idle, so each look waits for longer than the one before.
  let pause = 600;
  await vi.waitFor(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause += 600;
      expect(text(await thread.draw(''))).not.toBe(first);
    },
    { timeout: 60_000 },
  );
});

it('says so when a thread ends in the middle of a picture', async () => {
  const thread = createDrawingThread(ECHO);

  await expect(thread.draw('exit')).rejects.toThrow('The thread that draws pictures ended with 3.');
  expect(text(await thread.draw(''))).toMatch(/^\d+$/);
});
