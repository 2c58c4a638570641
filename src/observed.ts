import type { HttpResponse, Route } from './http/types.ts';
import type { Metrics } from './metrics.ts';
import type { Store } from './store/open-store.ts';

type KnowledgeInUse = {
  readonly version: string;
  readonly date: string;
  readonly engines: readonly unknown[];
  readonly rules: readonly unknown[];
};

type Watched = {
  readonly store: Pick<Store, 'ping'>;
  readonly metrics: Pick<Metrics, 'text'>;
  readonly adapters: readonly { readonly deliverer: { readonly platform: string }; isReady?(): boolean }[];
  /** The knowledge now in use. */
  readonly knowledge: () => KnowledgeInUse;
  /** Findings in its files as they are now; with any of them they are not in use. */
  readonly problems: () => number;
};

/**
 * What operators look at: `/healthz` (the process answers), `/readyz` (it can do its work: platforms connected, store
 * writable, knowledge there) and `/metrics`.
 */
export function observed(watched: Watched): Route[] {
  return [
    { method: 'GET', path: '/healthz', handle: () => ({ status: 200, body: 'alive\n' }) },
    { method: 'GET', path: '/readyz', handle: () => ready(watched) },
    {
      method: 'GET',
      path: '/metrics',
      handle: async () => ({ status: 200, body: await watched.metrics.text() }),
    },
  ];
}

async function ready({ store, adapters, knowledge, problems }: Watched): Promise<HttpResponse> {
  const cut = adapters.find((adapter) => adapter.isReady?.() === false);
  if (cut !== undefined) return notReady(`${cut.deliverer.platform} is not connected`);
  const inUse = knowledge();
  const { engines, rules } = inUse;
  if (engines.length === 0 || rules.length === 0)
    return notReady('the knowledge holds no engines or no rules');
  return store.ping().then(
    () => ({ status: 200, body: `ready\n${knowledgeLine(inUse, problems())}\n` }),
    () => notReady('the store cannot be reached or written to'),
  );
}

function notReady(why: string): HttpResponse {
  return { status: 503, body: `${why}\n` };
}

/** Which knowledge is in use. Faulty files do not make a service unready; where they lie is for the log alone. */
function knowledgeLine({ version, date }: KnowledgeInUse, count: number): string {
  const inUse = `knowledge ${version} of ${date}`;
  if (count === 0) return inUse;
  const noun = count === 1 ? 'problem' : 'problems';
  return `${inUse}; its files have ${count} ${noun} now and are not in use: see the log, or run "streamchoice knowledge check"`;
}
