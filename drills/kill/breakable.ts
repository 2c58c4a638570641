import type { StoreOptions } from '../../src/store/open-store.ts';
import type { Acknowledged, Outgoing } from '../../tests/support/fake-slack/deliver.ts';
import { type Moment, openTap } from '../platform/wire-taps.ts';
import { type Service, startService } from '../process/service.ts';
import { lineTo } from '../slack/signed.ts';
import { openWorkspace, type Workspace } from '../slack/workspace.ts';
import { type Stage, storeEnvironment } from '../stage.ts';
import { AT_MOST_MS, waitUntil } from '../wait.ts';

/** A place where a process can die: the `pass`-th time it comes by. */
export type Point = { readonly name: string; readonly pass: number };

/** The service, its workspace and a wire between them, each of which can be told where to break. */
export type Breakable = {
  readonly workspace: Workspace;
  readonly options: StoreOptions;
  service(): Service;
  /** The number of an interview not used so far, from 1. */
  next(): number;
  /** How many interviews have been numbered. */
  interviews(): number;
  /** Note every point passed from now on. */
  record(): Promise<void>;
  /** Stop noting; the points in order, each with how often it had been passed before it counts as another. */
  recorded(): Promise<readonly Point[]>;
  arm(point: Point): Promise<void>;
  deliver(outgoing: Outgoing, retry?: number): Promise<Acknowledged>;
  restart(): Promise<void>;
};

const ENTRY = 'drills/process/probed-main.ts';

export async function openBreakable(stage: Stage): Promise<Breakable> {
  const wire = { seen: null as string[] | null, armed: null as Point | null };
  const current = { service: null as Service | null, interviews: 0, heard: 0 };
  const passed: string[] = [];
  const workspace = await openWorkspace(stage, async (apiUrl) => {
    const tap = await openTap(apiUrl, (moment, { path, cut }) => {
      const name = nameOf(moment, path);
      wire.seen?.push(name);
      if (wire.armed?.name !== name) return undefined;
      wire.armed = { name, pass: wire.armed.pass - 1 };
      if (wire.armed.pass > 0) return undefined;
      cut();
      return current.service?.kill();
    });
    stage.defer(tap.close);
    return tap.url;
  });
  const options = await stage.freshStore();
  const env = { ...workspace.environment, ...storeEnvironment(options), LOG_LEVEL: 'error' };
  const start = async (): Promise<void> => {
    const service = await startService(stage, { env, entry: ENTRY });
    current.service = service;
    service.onTold((message) => {
      if (typeof message['passed'] === 'string') passed.push(message['passed']);
      if (message['heard'] === true) current.heard += 1;
    });
  };
  const service = (): Service => {
    if (current.service === null) throw new Error('The service has not been started.');
    return current.service;
  };
  const tell = async (message: object): Promise<void> => {
    const before = current.heard;
    service().tell(message);
    await waitUntil(() => current.heard > before, AT_MOST_MS);
  };
  await start();
  return {
    workspace,
    options,
    service,
    next: () => {
      current.interviews += 1;
      return current.interviews;
    },
    interviews: () => current.interviews,
    record: async () => {
      passed.length = 0;
      wire.seen = [];
      await tell({ record: true });
    },
    recorded: async () => {
      await tell({ record: false });
      const points = numbered([...passed, ...(wire.seen ?? []), 'acknowledged']);
      wire.seen = null;
      return points;
    },
    arm: async (point) => {
      wire.armed = point;
      await tell({ arm: point });
    },
    deliver: (outgoing, retry) => lineTo(service())(outgoing, retry),
    restart: async () => {
      wire.armed = null;
      await start();
    },
  };
}

/** Calls of the start are no part of a turn; all others are named by their method. */
function nameOf(moment: Moment, path: string): string {
  return `call of ${path.replace(/^\/api\//, '')}: ${moment}`;
}

function numbered(names: readonly string[]): Point[] {
  const times = new Map<string, number>();
  return names.map((name) => {
    const pass = (times.get(name) ?? 0) + 1;
    times.set(name, pass);
    return { name, pass };
  });
}
