import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextOf, SHIPPED_KNOWLEDGE } from '../src/advice.ts';
import { openCache } from '../src/library/cache.ts';
import { openKnowledge } from '../src/library/open-knowledge.ts';

/**
 * What the knowledge costs at start, in fresh processes one after another: made from its files, and prepared before.
 * `node bench/start.ts [runs]`. Processor time is what to compare on a busy machine; judge the ratio.
 */
const RUNS = 7;

type Span = { readonly wall: number; readonly cpu: number };
type Start = {
  readonly from: string;
  /** Read, parse and check, or read back. */
  readonly open: Span;
  /** Index for questions. */
  readonly index: Span;
  /** Make the words of the vocabulary ready, with the first message. */
  readonly words: Span;
};

const [mode = '', folder = ''] = process.argv.slice(2);
if (mode === 'child') console.log(JSON.stringify(await start(folder)));
else compare(Number(mode === '' ? RUNS : mode));

/** One start in this process. The program itself is loaded already, so that only the knowledge counts. */
async function start(cacheFolder: string): Promise<Start> {
  const began = now();
  const opened = await openKnowledge([SHIPPED_KNOWLEDGE], openCache(cacheFolder));
  const context = contextOf(opened.prepared.knowledge, opened.prepared.tables);
  const open = since(began);
  const asked = now();
  context.ask('how does it recover?', 3);
  const index = since(asked);
  const heard = now();
  context.understand('clickstream, 5 s', null, {});
  return { from: opened.from, open, index, words: since(heard) };
}

type Moment = { readonly at: number; readonly cpu: NodeJS.CpuUsage };

function now(): Moment {
  return { at: performance.now(), cpu: process.cpuUsage() };
}

function since({ at, cpu }: Moment): Span {
  const used = process.cpuUsage(cpu);
  return { wall: performance.now() - at, cpu: (used.user + used.system) / 1000 };
}

function compare(runs: number): void {
  const folders = Array.from({ length: runs }, () => mkdtempSync(join(tmpdir(), 'start-')));
  // Each folder is empty the first time and holds what was made the second time.
  const pairs = folders.map((folder) => [inChild(folder), inChild(folder)] as const);
  for (const folder of folders) rmSync(folder, { recursive: true });
  const [files, cache] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)];
  if (files.some(({ from }) => from !== 'files') || cache.some(({ from }) => from !== 'cache'))
    throw new Error('The starts did not come from where they should have.');
  console.log(`median of ${runs} starts, ms        from files      prepared    ratio`);
  for (const kind of ['wall', 'cpu'] as const) {
    const part = (name: 'open' | 'index' | 'words') => (one: Start) => one[name][kind];
    line(`${kind}: open`, files, cache, part('open'));
    line(`${kind}: index`, files, cache, part('index'));
    line(`${kind}: ready (open + index)`, files, cache, (one) => one.open[kind] + one.index[kind]);
    line(`${kind}: words of the vocabulary`, files, cache, part('words'));
  }
}

function inChild(folder: string): Start {
  const output = execFileSync(process.execPath, [import.meta.filename, 'child', folder], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as Start;
}

function line(
  title: string,
  files: readonly Start[],
  cache: readonly Start[],
  of: (start: Start) => number,
): void {
  const [a, b] = [median(files.map(of)), median(cache.map(of))];
  console.log(
    `${title.padEnd(30)}${a.toFixed(1).padStart(12)}${b.toFixed(1).padStart(14)}${(a / b).toFixed(1).padStart(8)} x`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
