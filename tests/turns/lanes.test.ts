import { expect, it } from 'vitest';
import { createLanes } from '../../src/turns/lanes.ts';

/** A task that notes when it begins and ends, and waits in between until released. */
function task(notes: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const run = async () => {
    notes.push(`${name} begins`);
    const result = await promise;
    notes.push(`${name} ends`);
    return result;
  };
  return { run, release: () => resolve(name), fail: () => reject(new Error(name)) };
}

it('runs tasks of one lane one after another and other lanes meanwhile', async () => {
  const lanes = createLanes();
  const notes: string[] = [];
  const [a, b, c] = [task(notes, 'a'), task(notes, 'b'), task(notes, 'c')];

  const results = [lanes.run('x', a.run), lanes.run('x', b.run), lanes.run('y', c.run)];
  c.release();
  await results[2];
  a.release();
  b.release();

  expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
  expect(notes).toEqual(['a begins', 'c begins', 'c ends', 'a ends', 'b begins', 'b ends']);
});

it('runs the next task although the one before it failed', async () => {
  const lanes = createLanes();
  const notes: string[] = [];
  const [a, b] = [task(notes, 'a'), task(notes, 'b')];

  const first = lanes.run('x', a.run);
  const second = lanes.run('x', b.run);
  a.fail();
  b.release();

  await expect(first).rejects.toThrow('a');
  expect(await second).toBe('b');
});

it('is idle when no task is left, however they ended', async () => {
  const lanes = createLanes();
  const notes: string[] = [];
  const [a, b] = [task(notes, 'a'), task(notes, 'b')];
  const [first, second] = [lanes.run('x', a.run), lanes.run('x', b.run)];
  const idle = lanes.idle().then(() => notes.push('idle'));

  a.fail();
  await expect(first).rejects.toThrow('a');
  b.release();
  await second;
  await idle;

  expect(notes).toEqual(['a begins', 'b begins', 'b ends', 'idle']);
  await lanes.idle();
});
