import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTurns } from '../../src/turns/create-turns.ts';
import { BACK_ENDS, type BackEnd, freshOptions, openForTest } from '../support/back-ends.ts';
import { CRASH_POINTS, type CrashPlan, type CrashPoint } from './crash-child.ts';
import { fakeStep } from './fake-step.ts';
import { FAST, said, until } from './harness.ts';
import { httpDeliverer, httpPlatform } from './http-platform.ts';

const CHILD = join(import.meta.dirname, 'crash-child.ts');
const LEASE_MS = 300;

/** Kill a process at the point, start another on the same database, deliver again as the platform would. */
async function crashAndRestart(kind: BackEnd, point: CrashPoint, asks: boolean) {
  const options = await freshOptions(kind);
  const platform = await httpPlatform();
  onTestFinished(platform.close);
  const delivery = said('!two', { by: 'key', key: 'T1', orCreate: true }, 'event-1');
  const signal = await runChild({ point, options, port: platform.port, asks, delivery, leaseMs: LEASE_MS });
  const before = platform.postings.map((posting) => posting.text);

  const store = await openForTest(options);
  const turns = createTurns({
    store,
    step: fakeStep,
    deliverers: [httpDeliverer(platform.port, asks)],
    now: Date.now,
    newId: randomUUID,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    timing: FAST,
  });
  onTestFinished(() => turns.stop());
  await turns.start();
  const redelivered = await turns.handle(delivery);
  await until(async () => (await store.outbox.counts()).pending === 0);
  await turns.idle();
  const id = 'conversation' in redelivered ? (redelivered.conversation ?? '') : '';
  const applied = (await turns.transcript(id, 0)).length;
  return {
    signal,
    before,
    redelivered: redelivered.status,
    applied,
    after: platform.postings.map((posting) => posting.text),
  };
}

function runChild(plan: CrashPlan): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(plan)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
}

const FIRST = '1 !two';
const SECOND = '1 again';
const KILLED = { signal: 'SIGKILL', applied: 1 };
const ONCE = [FIRST, SECOND];

/** Crash at each point, in processes side by side; outcomes by point. */
async function crashAtEach(kind: BackEnd, points: readonly CrashPoint[], asks: boolean) {
  const outcomes = points.map(async (point) => [point, await crashAndRestart(kind, point, asks)]);
  return Object.fromEntries(await Promise.all(outcomes));
}

describe.each(BACK_ENDS)('a process killed on %s', (kind) => {
  it('ends its turn with each message visible once, where the platform can be asked', {
    timeout: 30_000,
  }, async () => {
    const outcomes = await crashAtEach(kind, CRASH_POINTS, true);

    expect(outcomes).toEqual({
      'before commit': { ...KILLED, before: [], redelivered: 'done', after: ONCE },
      'after commit': { ...KILLED, before: [], redelivered: 'duplicate', after: ONCE },
      'before post': { ...KILLED, before: [], redelivered: 'duplicate', after: ONCE },
      'after post': { ...KILLED, before: [FIRST], redelivered: 'duplicate', after: ONCE },
    });
  });

  it('repeats the one message in flight and no other, where the platform cannot be asked', {
    timeout: 30_000,
  }, async () => {
    const outcomes = await crashAtEach(kind, ['before post', 'after post'], false);

    expect(outcomes).toEqual({
      'before post': { ...KILLED, before: [], redelivered: 'duplicate', after: ONCE },
      'after post': { ...KILLED, before: [FIRST], redelivered: 'duplicate', after: [FIRST, FIRST, SECOND] },
    });
  });
});
