import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDeadlines } from '../../../src/adapters/slack/receive/deadlines.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('tells each that runs for too long at its own time, and none that has ended', () => {
  const deadlines = createDeadlines(100);
  const told: string[] = [];
  const begin = (name: string) => deadlines.begin(() => told.push(name));

  begin('a');
  vi.advanceTimersByTime(30);
  const endB = begin('b');
  vi.advanceTimersByTime(30);
  begin('c');
  endB();

  const at = [99, 100, 159, 160].map((ms, n, all) => {
    vi.advanceTimersByTime(ms - (n === 0 ? 60 : (all[n - 1] ?? 0)));
    return told.join('');
  });
  expect(at).toEqual(['', 'a', 'a', 'ac']);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(['a', 'c']);
});

it('keeps one timer for all of them, and none once nothing runs', () => {
  const deadlines = createDeadlines(100);

  const ends = Array.from({ length: 50 }, () => deadlines.begin(() => undefined));
  expect(vi.getTimerCount()).toBe(1);
  for (const end of ends) end();
  vi.advanceTimersByTime(100);

  expect(vi.getTimerCount()).toBe(0);
});

it('goes on with the next ones after it had nothing to do', () => {
  const deadlines = createDeadlines(100);
  const late = vi.fn();
  deadlines.begin(() => undefined)();
  vi.advanceTimersByTime(500);

  deadlines.begin(late);
  vi.advanceTimersByTime(99);
  expect(late).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);

  expect(late).toHaveBeenCalledOnce();
});
