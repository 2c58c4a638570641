import type { LinkTarget } from './collect-links.ts';
import { type Probe, probe, TIMEOUT_MS } from './probe.ts';

/** At once; more would look like an attack to the few hosts that hold most pages. */
const CONCURRENCY = 6;
/** When so many first addresses of different hosts are all silent, it is this machine that has no network. */
const SILENT_FIRST = 5;

export type LinkOutcome = { readonly target: LinkTarget; readonly probe: Probe };

export type LinkOptions = {
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs?: number;
  /** Hears after every address how many are done. */
  readonly onProgress?: (done: number, total: number) => void;
};

/** There is no network, so nothing can be said about any address. */
export class NoNetworkError extends Error {
  readonly code = 'NO_NETWORK';
  readonly remedy =
    'Run it where the internet can be reached; behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.';

  constructor(asked: number, why: string) {
    super(`The links cannot be checked: none of the first ${asked} addresses could be reached (${why}).`);
    this.name = 'NoNetworkError';
  }
}

/**
 * Ask for every address, a few at a time; outcomes in the order of the targets.
 * @throws NoNetworkError as soon as the first addresses are all silent.
 */
export async function checkLinks(
  targets: readonly LinkTarget[],
  options: LinkOptions,
): Promise<LinkOutcome[]> {
  const first = spread(targets).slice(0, SILENT_FIRST);
  const tried = await probeAll(first, targets.length, 0, options);
  if (first.length > 0 && tried.every(({ probe: { kind } }) => kind === 'silent'))
    throw new NoNetworkError(first.length, whyOf(tried));
  const rest = targets.filter((target) => !first.includes(target));
  const outcomes = [...tried, ...(await probeAll(rest, targets.length, first.length, options))];
  const byTarget = new Map(outcomes.map((outcome) => [outcome.target, outcome]));
  return targets.flatMap((target) => byTarget.get(target) ?? []);
}

/** One target of each host before the second of any, so that one dead host is not taken for a dead network. */
function spread(targets: readonly LinkTarget[]): LinkTarget[] {
  const seen = new Map<string, number>();
  const placed = targets.map((target) => {
    const host = URL.canParse(target.url) ? new URL(target.url).host : target.url;
    const turn = seen.get(host) ?? 0;
    seen.set(host, turn + 1);
    return { target, turn };
  });
  return placed.sort((a, b) => a.turn - b.turn).map(({ target }) => target);
}

async function probeAll(
  targets: readonly LinkTarget[],
  total: number,
  before: number,
  { fetch, timeoutMs = TIMEOUT_MS, onProgress }: LinkOptions,
): Promise<LinkOutcome[]> {
  const outcomes: LinkOutcome[] = [];
  const queue = targets.values();
  const work = async (): Promise<void> => {
    for (const target of queue) {
      outcomes.push({ target, probe: await probe(target.url, fetch, timeoutMs) });
      onProgress?.(before + outcomes.length, total);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return outcomes;
}

function whyOf(outcomes: readonly LinkOutcome[]): string {
  const reasons = outcomes.flatMap(({ probe }) => (probe.kind === 'silent' ? [probe.why] : []));
  return [...new Set(reasons)].join(', ');
}
