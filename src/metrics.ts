import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is counted, with the labels that tell cases apart. No label ever holds a person's words or id. */
const COUNTERS = {
  turns: { help: 'Deliveries handled, by platform and what came of them', labels: ['platform', 'status'] },
  duplicates: { help: 'Deliveries that had had their effect before, by platform', labels: ['platform'] },
  dropped: {
    help: 'Deliveries and replies that were left out on purpose, by platform and reason',
    labels: ['platform', 'reason'],
  },
  deliveries: { help: 'Replies handed to a platform, by outcome', labels: ['platform', 'outcome', 'reason'] },
  platform_errors: {
    help: 'Posts that a platform refused, by class (rate-limit, temporary, repair, no-answer, final)',
    labels: ['platform', 'class'],
  },
  acks: {
    help: 'Deliveries whose effect was saved, by whether that was within the 2.5 s of the tightest platform',
    labels: ['platform', 'in_time'],
  },
  slack: {
    help: 'Slack payloads not handled as usual, by what happened and why',
    labels: ['what', 'reason'],
  },
  teams: {
    help: 'Teams activities not handled as usual, by what happened and why',
    labels: ['what', 'reason'],
  },
  outbound_refused: { help: 'Connections to hosts that are not configured, refused', labels: [] },
  removed: { help: 'Rows removed because their retention ended, by kind', labels: ['kind'] },
  knowledge_reloads: {
    help: 'Looks at the knowledge files, by what came of them: loaded, unchanged, refused (not in order), failed',
    labels: ['outcome'],
  },
} as const;

export type CounterName = keyof typeof COUNTERS;

/** Seconds; the limit of Slack is 3, so the steps around it are fine. */
const TURN_BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10];
/** When Slack is answered at the latest; Teams has longer. */
const ACK_LIMIT_SECONDS = 2.5;
/** What the adapters count under these names was left out on purpose. */
const LEFT_OUT: ReadonlySet<string> = new Set(['dropped', 'ignored', 'refused', 'foreign_press']);

/** How much waits in the outbox; `oldestPendingAt` in milliseconds since 1970. */
export type Backlog = {
  readonly pending: number;
  readonly failed: number;
  readonly oldestPendingAt: number | null;
};

/** `since`: when the version came into use, in milliseconds since 1970; `problems`: findings in the files as they are now. */
export type KnowledgeState = {
  readonly version: string;
  readonly date: string;
  readonly since: number;
  readonly problems: number;
};

export type Metrics = {
  count(name: CounterName, labels: Readonly<Record<string, string>>, by?: number): void;
  observe(name: 'turn_seconds', labels: Readonly<Record<string, string>>, value: number): void;
  /** The knowledge now in use, and what is wrong with its files. */
  knowledge(state: KnowledgeState): void;
  /** Ask this for the backlog at each scrape. */
  watchBacklog(read: () => Promise<Backlog>, now: () => number): void;
  /** Everything in the Prometheus text format. */
  text(): Promise<string>;
};

/** Counters of this process; Prometheus adds those of several replicas up. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map(
    Object.entries(COUNTERS).map(([name, { help, labels }]) => [
      name,
      new Counter({
        name: `streamchoice_${name}_total`,
        help,
        labelNames: [...labels],
        registers: [registry],
      }),
    ]),
  );
  const seconds = new Histogram({
    name: 'streamchoice_turn_seconds',
    help: 'Time from a delivery to its saved effect, by platform',
    labelNames: ['platform'],
    buckets: TURN_BUCKETS,
    registers: [registry],
  });
  const batch = inBatches();
  return {
    count: (name, labels, by = 1) =>
      batch.add(() => {
        counters.get(name)?.inc(labels, by);
        for (const [also, more] of implied(name, labels)) counters.get(also)?.inc(more, by);
      }),
    observe: (_name, labels, value) =>
      batch.add(() => {
        seconds.observe(labels, value);
        counters.get('acks')?.inc({ ...labels, in_time: String(value <= ACK_LIMIT_SECONDS) });
      }),
    knowledge: knowledgeGauges(registry),
    watchBacklog: (read, now) => watchBacklog(registry, read, now),
    text: () => {
      batch.end();
      return registry.metrics();
    },
  };
}

/** As many as cost a turn less than it notices. */
const BATCH = 64;

/**
 * Counts are made some at a time, and before anybody reads them: by the next turn the code for it has left the processor's caches,
 * and counting one by one costs several times as much.
 */
function inBatches(): { add(count: () => void): void; end(): void } {
  let batch: (() => void)[] = [];
  const end = (): void => {
    const counts = batch;
    batch = [];
    for (const count of counts) count();
  };
  return {
    add: (count) => {
      batch.push(count);
      if (batch.length >= BATCH) end();
    },
    end,
  };
}

/** Adapters count in their own words; what they leave out, and duplicates, are also told under one name for all. */
function implied(
  name: CounterName,
  labels: Readonly<Record<string, string>>,
): readonly (readonly [CounterName, Record<string, string>])[] {
  const { platform = name, status, what = '', outcome, reason = '' } = labels;
  if (name === 'turns' && status === 'duplicate') return [['duplicates', { platform }]];
  if (name === 'deliveries' && outcome === 'dropped') return [['dropped', { platform, reason }]];
  const isAdapter = name === 'slack' || name === 'teams';
  return isAdapter && LEFT_OUT.has(what) ? [['dropped', { platform: name, reason }]] : [];
}

/** Unknown while the store cannot be asked; one look at it serves all gauges of a scrape. */
function watchBacklog(registry: Registry, read: () => Promise<Backlog>, now: () => number): void {
  let looking: Promise<Backlog | null> | null = null;
  const look = (): Promise<Backlog | null> => {
    looking ??= read()
      .catch(() => null)
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  const gauge = (name: string, help: string, value: (backlog: Backlog) => number): void => {
    new Gauge({
      name: `streamchoice_outbox_${name}`,
      help,
      registers: [registry],
      async collect() {
        const backlog = await look();
        this.set(backlog === null ? Number.NaN : value(backlog));
      },
    });
  };
  gauge('pending', 'Replies that wait to be delivered', ({ pending }) => pending);
  gauge('failed', 'Replies given up, until their retention ends', ({ failed }) => failed);
  gauge('oldest_seconds', 'Age of the oldest reply that waits; 0 when none does', ({ oldestPendingAt }) =>
    oldestPendingAt === null ? 0 : (now() - oldestPendingAt) / 1000,
  );
}

function knowledgeGauges(registry: Registry): (state: KnowledgeState) => void {
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `streamchoice_knowledge${name}`, help, labelNames, registers: [registry] });
  const info = gauge('', 'Version of the knowledge in use and the day of its youngest fact', [
    'version',
    'date',
  ]);
  const since = gauge('_since_seconds', 'When the knowledge in use came into use, in seconds since 1970');
  const problems = gauge(
    '_problems',
    'Findings in the knowledge files as they are now; above 0 they are not in use',
  );
  return (state) => {
    // Only one version is in use: the series of the one before must end.
    info.reset();
    info.set({ version: state.version, date: state.date }, 1);
    since.set(state.since / MS_PER_SECOND);
    problems.set(state.problems);
  };
}

const MS_PER_SECOND = 1000;
