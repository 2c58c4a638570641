import { randomUUID } from 'node:crypto';
import { openStore, type Store, type StoreOptions } from '../../src/store/open-store.ts';
import { createTurns } from '../../src/turns/create-turns.ts';
import type { Deliverer, Delivery } from '../../src/turns/types.ts';
import { fakeStep } from './fake-step.ts';
import { httpDeliverer } from './http-platform.ts';

/** Where the process dies, in the order in which a turn passes these points. */
export const CRASH_POINTS = ['before commit', 'after commit', 'before post', 'after post'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

export type CrashPlan = {
  readonly point: CrashPoint;
  readonly options: StoreOptions;
  readonly port: number;
  readonly asks: boolean;
  readonly delivery: Delivery;
  readonly leaseMs: number;
};

/** Runs one turn in a process of its own and kills it, as the machine would, at the point of the plan. */
const plan: CrashPlan | null = process.argv[2] ? JSON.parse(process.argv[2]) : null;
if (plan) await runAndDie(plan);

async function runAndDie({ point, options, port, asks, delivery, leaseMs }: CrashPlan): Promise<void> {
  const turns = createTurns({
    store: dyingStore(await openStore(options), point),
    step: fakeStep,
    deliverers: [dyingDeliverer(httpDeliverer(port, asks), point)],
    now: Date.now,
    newId: randomUUID,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    timing: { leaseMs },
  });
  await turns.handle(delivery);
  await turns.idle();
}

/** Only the first transaction is the turn's. */
function dyingStore(store: Store, point: CrashPoint): Store {
  return {
    ...store,
    transaction: async (work) => {
      const result = await store.transaction(async (tables) => {
        const done = await work(tables);
        if (point === 'before commit') die();
        return done;
      });
      if (point === 'after commit') die();
      return result;
    },
  };
}

function dyingDeliverer(deliverer: Deliverer, point: CrashPoint): Deliverer {
  return {
    platform: deliverer.platform,
    deliver: async (item) => {
      if (point === 'before post') die();
      const posted = await deliverer.deliver(item);
      if (point === 'after post') die();
      return posted;
    },
  };
}

/** The signal takes effect before the next statement. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}
