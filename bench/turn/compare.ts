import type { Random } from '../../drills/random.ts';
import { type Client, type Contestant, fireAt, warmUp } from './contestants.ts';
import { type Estimate, estimate, quantile } from './statistics.ts';

/** Short bursts, one after the other in random order: what the machine does besides then falls on both alike. */
const BURST_MS = 100;

export type Compared = {
  readonly p50: Estimate;
  readonly cpu: Estimate;
  readonly p99: Estimate;
  /** Medians over the rounds, of the baseline and of what is compared with it, in microseconds. */
  readonly micros: readonly [baseline: number, other: number];
  readonly requests: number;
};

type Sample = { readonly p50: number; readonly p99: number; readonly cpu: number; readonly requests: number };

/** Ratios of `other` to `base`, round by round. Throws when any request is not answered 2xx. */
export async function compare(
  client: Client,
  base: Contestant,
  other: Contestant,
  options: { readonly rounds: number; readonly connections: number; readonly random: Random },
): Promise<Compared> {
  const { rounds, connections, random } = options;
  const turnsBefore = await turnsOf([base, other]);
  let fired = 0;
  for (const contestant of [base, other])
    fired += turnsIn(contestant, { requests: await warmUp(client, contestant, connections) });
  const pairs: { base: Sample; other: Sample }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const order = random.shuffled(['base', 'other'] as const);
    const pair: Partial<Record<'base' | 'other', Sample>> = {};
    for (const who of order)
      pair[who] = await burst(client, who === 'base' ? base : other, connections, BURST_MS);
    fired += turnsIn(base, pair.base) + turnsIn(other, pair.other);
    pairs.push(pair as { base: Sample; other: Sample });
  }
  const taken = (await turnsOf([base, other])) - turnsBefore;
  if (taken !== fired) throw new Error(`${fired} requests were answered, ${taken} turns were taken.`);
  const ratio = (of: (sample: Sample) => number) =>
    estimate(
      pairs.map((pair) => of(pair.other) / of(pair.base)),
      random,
    );
  return {
    p50: ratio((sample) => sample.p50),
    cpu: ratio((sample) => sample.cpu),
    p99: ratio((sample) => sample.p99),
    micros: [middle(pairs.map((pair) => pair.base.p50)), middle(pairs.map((pair) => pair.other.p50))],
    requests: pairs.reduce((sum, pair) => sum + pair.base.requests + pair.other.requests, 0),
  };
}

const middle = (numbers: readonly number[]): number => quantile(numbers, 0.5);

async function burst(
  client: Client,
  contestant: Contestant,
  connections: number,
  ms: number,
): Promise<Sample> {
  const before = await cpuOf(contestant);
  const micros = await fireAt(client, contestant, connections, ms);
  const cpu = ((await cpuOf(contestant)) - before) / micros.length;
  return { p50: quantile(micros, 0.5), p99: quantile(micros, 0.99), cpu, requests: micros.length };
}

/** Looked up once before and once after all bursts: a connection that opens and closes beside them would slow their first turns. */
async function turnsOf(contestants: readonly Contestant[]): Promise<number> {
  const counts = await Promise.all(contestants.map((one) => one.turns?.() ?? 0));
  return counts.reduce((sum, one) => sum + one, 0);
}

/** Requests that must be turns in the database. */
function turnsIn({ turns }: Contestant, sample: Pick<Sample, 'requests'> | undefined): number {
  return turns === undefined ? 0 : (sample?.requests ?? 0);
}

async function cpuOf({ services }: Contestant): Promise<number> {
  const stats = await Promise.all(services.map((service) => service.stat()));
  return stats.reduce((sum, { cpuMicros }) => sum + cpuMicros, 0);
}
