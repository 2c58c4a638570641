import { Counter, collectDefaultMetrics, Registry } from 'prom-client';

/** What is counted, with the labels that tell cases apart. No label ever holds a person's words or id. */
const COUNTERS = {
  turns: { help: 'Deliveries handled, by platform and what came of them', labels: ['platform', 'status'] },
  deliveries: { help: 'Replies handed to a platform, by outcome', labels: ['platform', 'outcome', 'reason'] },
  slack: {
    help: 'Slack payloads not handled as usual, by what happened and why',
    labels: ['what', 'reason'],
  },
  teams: {
    help: 'Teams activities not handled as usual, by what happened and why',
    labels: ['what', 'reason'],
  },
} as const;

export type CounterName = keyof typeof COUNTERS;

export type Metrics = {
  count(name: CounterName, labels: Readonly<Record<string, string>>): void;
  /** Everything in the Prometheus text format. */
  text(): Promise<string>;
};

/** Counters of this process, with the knowledge version as a constant series. */
export function createMetrics(knowledge: string): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map(
    Object.entries(COUNTERS).map(([name, { help, labels }]) => [
      name,
      new Counter({ name: `streamchoice_${name}_total`, help, labelNames: labels, registers: [registry] }),
    ]),
  );
  const info = {
    name: 'streamchoice_knowledge',
    help: 'Version of the knowledge in use',
    labelNames: ['version'],
  };
  new Counter({ ...info, registers: [registry] }).inc({ version: knowledge });
  return {
    count: (name, labels) => counters.get(name)?.inc(labels),
    text: () => registry.metrics(),
  };
}
