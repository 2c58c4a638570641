import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage } from '../../drills/stage.ts';
import { openClient, theService } from './contestants.ts';

const LASTS_MS = 10_000;
const SHOWN = 14;

type Profile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

/** Where the time of a turn goes: the CPU profile of the service under load, by room and by package. */
export async function profileShares(stage: Stage): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'streamchoice-profile-'));
  stage.defer(() => rmSync(folder, { recursive: true, force: true }));
  const client = openClient(stage);
  const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`];
  const options = await stage.freshStore();
  const { services, recipe } = await theService(stage, { platform: 'slack', options, action: 'help', flags });
  const urls = services.map(({ url }) => url);
  await client.fire({ urls, recipe, connections: 1, ms: LASTS_MS });
  await Promise.all(services.map((service) => service.stop()));
  const [file] = readdirSync(folder);
  if (file === undefined) throw new Error('The service left no profile.');
  return shares(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile);
}

function shares({ nodes, samples, timeDeltas }: Profile): string {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const micros = new Map<string, number>();
  for (const [at, id] of samples.entries()) {
    const place = places.get(id) ?? 'unknown';
    if (place === null) continue;
    micros.set(place, (micros.get(place) ?? 0) + (timeDeltas[at] ?? 0));
  }
  const all = [...micros.values()].reduce((sum, one) => sum + one, 0);
  const lines = [...micros].toSorted(([, a], [, b]) => b - a).slice(0, SHOWN);
  return lines.map(([place, one]) => `${((100 * one) / all).toFixed(1).padStart(5)} %  ${place}`).join('\n');
}

/** Null for waiting. Native calls have no file and stand for themselves. */
function placeOf({ functionName, url }: { functionName: string; url: string }): string | null {
  if (functionName === '(idle)') return null;
  if (url === '') return functionName;
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return inPackage ?? /\/(src\/[^/]+(?:\/[^/]+)?)/.exec(url)?.[1] ?? url;
}
