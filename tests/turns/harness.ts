import { randomUUID } from 'node:crypto';
import { onTestFinished, vi } from 'vitest';
import type { Event } from '../../src/conversation/events.ts';
import type { Store, StoreOptions } from '../../src/store/open-store.ts';
import { createTurns, type Turns, type TurnsOptions } from '../../src/turns/create-turns.ts';
import type { Delivery, Log, Target } from '../../src/turns/types.ts';
import { type BackEnd, freshOptions, openForTest } from '../support/back-ends.ts';
import { type FakePlatform, fakePlatform } from './fake-platform.ts';
import { fakeStep } from './fake-step.ts';

// Real databases on a busy machine: slow is not wrong.
vi.setConfig({ testTimeout: 60_000 });

export const NOON = Date.UTC(2026, 10, 22, 12);
/** Production rhythm, sped up. */
export const FAST = { leaseMs: 400, deliverMs: 2_000, sweepMs: 10, backoffMs: 10 };
export const ALICE = { id: 'U1', name: 'Alice' };

export type Scene = {
  readonly options: StoreOptions;
  readonly store: Store;
  readonly platform: FakePlatform;
  readonly turns: Turns;
  readonly counts: Counts;
  /** Warnings and errors. */
  readonly logged: LogLine[];
  /** What went as it should. */
  readonly noted: LogLine[];
};
type Counts = Record<string, number>;
type LogLine = { readonly level: string; readonly message: string; readonly fields: object };

/** A service on a fresh database with one chat platform; everything ends with the test. */
export async function openScene(kind: BackEnd, more: Partial<TurnsOptions> = {}): Promise<Scene> {
  const options = await freshOptions(kind);
  return { options, ...(await openReplica(options, fakePlatform(), more)) };
}

/** One more process, as it were, on an existing database. */
export async function openReplica(
  options: StoreOptions,
  platform: FakePlatform,
  more: Partial<TurnsOptions> = {},
): Promise<Omit<Scene, 'options'>> {
  const store = more.store ?? (await openForTest(options));
  const counts: Counts = {};
  const logged: LogLine[] = [];
  const noted: LogLine[] = [];
  const turns = createTurns({
    store,
    step: fakeStep,
    deliverers: [platform],
    now: () => NOON,
    newId: randomUUID,
    log: recordingLog(logged, noted),
    metrics: {
      count: (name, labels) => {
        const label = `${name} ${Object.values(labels).join(' ')}`;
        counts[label] = (counts[label] ?? 0) + 1;
      },
      observe: () => {},
    },
    timing: FAST,
    ...more,
  });
  onTestFinished(() => turns.stop(1_000));
  return { store, platform, turns, counts, logged, noted };
}

/** A delivery of words to a conversation, by default a new one without a key. */
export function said(
  text: string,
  target: Target = { by: 'new', key: null },
  key: string = randomUUID(),
): Delivery {
  return delivery({ kind: 'say', text }, target, key);
}

export function delivery(event: Event, target: Target, key: string = randomUUID()): Delivery {
  return { key, platform: 'chat', actor: ALICE, address: { channel: 'C1', thread: null }, target, event };
}

export function inThread(key: string, orCreate = true): Target {
  return { by: 'key', key, orCreate };
}

export function withId(id: string): Target {
  return { by: 'id', id };
}

/** Begin a conversation with these words and answer its id. */
export async function begin(
  turns: Turns,
  text = 'hello',
  target: Target = { by: 'new', key: null },
): Promise<string> {
  const result = await turns.handle(said(text, target));
  if (result.status !== 'done')
    throw new Error(`Expected the conversation to begin, got "${result.status}".`);
  return result.conversation;
}

/** A clock that starts at noon and runs, for waits of the service's own choosing. */
export function ticking(): () => number {
  const start = performance.now();
  return () => NOON + Math.round(performance.now() - start);
}

/** Wait until something holds; the test's own time limit is the deadline. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

function recordingLog(lines: LogLine[], notes: LogLine[]): Log {
  const write = (level: string, to: LogLine[]) => (fields: object, message: string) => {
    to.push({ level, message, fields });
  };
  return { info: write('info', notes), warn: write('warn', lines), error: write('error', lines) };
}
