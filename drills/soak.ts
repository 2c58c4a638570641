import { setTimeout as sleep } from 'node:timers/promises';
import { audit } from './audit.ts';
import type { Drill, Finding } from './drill.ts';
import type { Stat } from './process/answer-stat.ts';
import type { Service } from './process/service.ts';
import { openGround } from './slack/ground.ts';
import { accepted, lineTo } from './slack/signed.ts';
import type { Stage } from './stage.ts';
import { inParallel, percentile } from './wait.ts';

const CONVERSATIONS = 2_000;
const LASTS_MS = 600_000;
const SHORT_MS = 6_000;
const SAMPLES = 40;
/** The first quarter warms up caches, pools and the compiler. */
const WARM_UP = 0.25;
const WIDTH = 4;
/** Of the heap after the warm-up: noise of the sampling, far below a leak that would matter in a week. */
const GROWTH_ALLOWED = 0.1;
const SHORT_GROWTH_ALLOWED = 0.5;
/** Sockets come and go with the load. */
const RESOURCES_ALLOWED = 16;
const TEXTS = ['help', 'latency is 5 s', 'why do you ask?', 'what if state is 2 TB?', 'back', 'skip'];

type Sample = Stat & { readonly turns: number };

/** Many open conversations and a steady load; memory, timers and listeners must stay where they were. */
export const soak: Drill = {
  number: 7,
  name: 'soak',
  stores: ['sqlite', 'postgres'],
  inTest: [],
  run: async (stage) => {
    const { workspace, options, start } = await openGround(stage, {
      logLevel: 'error',
      flags: ['--expose-gc'],
    });
    const service = await start();
    const line = lineTo(service);
    const places = Array.from({ length: stage.size(20, CONVERSATIONS) }, (_, n) => workspace.direct(n));
    const say = async (n: number, text: string) => {
      const place = places[n % places.length];
      return place !== undefined && accepted(await line(workspace.message(place, text)));
    };
    await inParallel(
      WIDTH,
      places.map((_, n) => () => say(n, 'hello')),
    );
    stage.say(`${places.length} conversations are open`);
    const load = { turns: 0, refused: 0, running: true };
    const talking = inParallel(
      WIDTH,
      Array.from({ length: WIDTH }, (_, worker) => async () => {
        for (let n = worker; load.running; n += WIDTH) {
          if (!(await say(n, TEXTS[n % TEXTS.length] ?? 'help'))) load.refused += 1;
          load.turns += 1;
        }
      }),
    );
    const samples = await watch(stage, service, () => load.turns);
    load.running = false;
    await talking;
    const found = await audit(options, workspace.slack);
    return [findingOf(stage, samples, places.length, load.refused + found.pending + found.failed)];
  },
};

async function watch(stage: Stage, service: Service, turns: () => number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const pause = stage.size(SHORT_MS, LASTS_MS) / SAMPLES;
  for (let n = 0; n < SAMPLES; n += 1) {
    await sleep(pause);
    samples.push({ ...(await service.stat()), turns: turns() });
  }
  return samples;
}

/** Medians of the first and the last third after the warm-up: single samples catch a request half-way. */
function findingOf(
  stage: Stage,
  samples: readonly Sample[],
  conversations: number,
  trouble: number,
): Finding {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const third = Math.floor(warm.length / 3);
  const [early, late] = [warm.slice(0, third), warm.slice(-third)];
  const middle = (of: readonly Sample[], what: (sample: Sample) => number) => percentile(of.map(what), 0.5);
  const heap = [middle(early, (one) => one.heapUsed), middle(late, (one) => one.heapUsed)] as const;
  const rss = [middle(early, (one) => one.rss), middle(late, (one) => one.rss)] as const;
  const resources = (one: Sample) => Object.values(one.resources).reduce((sum, n) => sum + n, 0);
  const held = [middle(early, resources), middle(late, resources)] as const;
  const listeners = middle(late, (one) => one.listeners) - middle(early, (one) => one.listeners);
  const growth = heap[1] / heap[0] - 1;
  const allowed = stage.short ? SHORT_GROWTH_ALLOWED : GROWTH_ALLOWED;
  return {
    part: 'steady load',
    hypothesis: 'memory, timers, sockets and listeners stay where they were after the warm-up',
    counts: {
      conversations,
      turns: samples.at(-1)?.turns ?? 0,
      'heap MB': `${megabytes(heap[0])} -> ${megabytes(heap[1])}`,
      'RSS MB': `${megabytes(rss[0])} -> ${megabytes(rss[1])}`,
      'handles and timers': `${held[0]} -> ${held[1]}`,
      'listeners added': listeners,
      'refused or undelivered': trouble,
    },
    mark: `heap within ${allowed * 100} %, no more handles, timers or listeners`,
    met: growth <= allowed && held[1] - held[0] <= RESOURCES_ALLOWED && listeners <= 0 && trouble === 0,
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}
