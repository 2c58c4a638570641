import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Fuse, { type IFuseOptions } from 'fuse.js';
import MiniSearch from 'minisearch';
import { parse } from 'yaml';
import { z } from 'zod';
import { questionSchema } from '../src/evaluate/questions.ts';
import { loadKnowledge } from '../src/knowledge/loader.ts';
import { ask, buildLookup } from '../src/knowledge/lookup/ask.ts';
import type { Knowledge, Section } from '../src/knowledge/model.ts';
import { enlarged } from './lookup-corpus.ts';

/**
 * Our lookup beside Fuse and MiniSearch on the same sections: `node bench/lookup.ts [size ...]`. Every question is
 * asked once, after a warm-up with other questions, so that nothing is answered from a cache. Judge the ratios, which
 * are of questions per second; the milliseconds are of this machine at this moment.
 */
const SIZES = [0, 500, 5_000, 50_000];
/** Slow methods get no more than this per size, and at least a few questions. */
const BUDGET_MS = 20_000;
const AT_LEAST = 3;
const WARM_UP_MS = 2_000;
/** One in so many of the questions to warm up with is misspelt, about as many as of those that are measured. */
const MISSPELT = 3;
/** As many as the conversation asks for. */
const RESULTS = 3;

type Search = (question: string) => unknown;
type Method = { readonly name: string; readonly build: (knowledge: Knowledge) => Search };
type Measured = {
  readonly name: string;
  readonly build: number;
  readonly heap: number;
  readonly mean: number;
  readonly median: number;
  readonly p95: number;
  readonly asked: number;
};

const KEYS = ['title', 'aliases', 'text'];
const FUSE_TOKENS: IFuseOptions<Section> = {
  keys: KEYS,
  useTokenSearch: true,
  ignoreLocation: true,
  threshold: 0.2,
};
const METHODS: readonly Method[] = [
  { name: 'ours', build: (knowledge) => withOurs(knowledge) },
  { name: 'MiniSearch fuzzy + prefix', build: ({ sections }) => withMiniSearch(sections) },
  { name: 'Fuse token search', build: ({ sections }) => withFuse(sections, FUSE_TOKENS) },
  { name: 'Fuse defaults', build: ({ sections }) => withFuse(sections, { keys: KEYS }) },
];

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const real = await loadKnowledge(['knowledge']);
const questions = z
  .array(questionSchema)
  .parse(parse(readFileSync('bench/lookup-questions.yaml', 'utf8')))
  .filter(({ topics }) => topics.length > 0)
  .map(({ q }) => q);
const wanted = process.argv.slice(2).map(Number);
for (const size of wanted.length > 0 ? wanted : SIZES) measureSize(enlarged(real, size));

function measureSize(knowledge: Knowledge): void {
  console.log(`\n${knowledge.sections.length} sections`);
  console.log(
    `${'method'.padEnd(27)}   build ms   heap MB  a second   median ms     p95 ms   asked   ours is faster by`,
  );
  const rows = METHODS.map((method) => measure(method, knowledge));
  const ours = rows[0]?.mean ?? Number.NaN;
  for (const row of rows) console.log(line(row, row.mean / ours));
}

function measure({ name, build }: Method, knowledge: Knowledge): Measured {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const search = build(knowledge);
  const built = performance.now() - start;
  collectGarbage();
  const heap = (process.memoryUsage().heapUsed - before) / 1e6;
  warmUp(search, knowledge);
  const times = timed(search).sort((a, b) => a - b);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return {
    name,
    build: built,
    heap,
    mean,
    median: at(times, 0.5),
    p95: at(times, 0.95),
    asked: times.length,
  };
}

/** All methods get the same time to become quick, with other questions than those that are measured. */
function warmUp(search: Search, { sections }: Knowledge): void {
  const start = performance.now();
  for (const [index, alias] of sections.flatMap(({ aliases }) => aliases).entries()) {
    search(index % MISSPELT === 0 ? swapped(alias) : alias);
    if (performance.now() - start > WARM_UP_MS) return;
  }
}

/** A text with two letters of its longest word in the wrong order. */
function swapped(text: string): string {
  const [longest = ''] = text.split(' ').sort((a, b) => b.length - a.length);
  return text.replace(
    longest,
    longest.slice(0, 2) + (longest[3] ?? '') + (longest[2] ?? '') + longest.slice(4),
  );
}

function timed(search: Search): number[] {
  const start = performance.now();
  const times: number[] = [];
  for (const question of questions) {
    if (times.length >= AT_LEAST && performance.now() - start > BUDGET_MS) break;
    const asked = performance.now();
    search(question);
    times.push(performance.now() - asked);
  }
  return times;
}

function withOurs(knowledge: Knowledge): Search {
  const lookup = buildLookup(knowledge);
  // Each topic's sections are indexed when they are first asked for; here that belongs to building.
  for (const { id } of knowledge.topics) lookup.sectionsOf(id);
  return (question) => ask(lookup, question, { limit: RESULTS });
}

function withMiniSearch(sections: readonly Section[]): Search {
  const index = new MiniSearch<Section>({
    fields: KEYS,
    extractField: (section, field) => {
      const value = section[field as keyof Section];
      return Array.isArray(value) ? value.join(' ') : String(value);
    },
  });
  index.addAll(sections);
  return (question) => index.search(question, { fuzzy: 0.2, prefix: true }).slice(0, RESULTS);
}

function withFuse(sections: readonly Section[], options: IFuseOptions<Section>): Search {
  const fuse = new Fuse(sections, options);
  return (question) => fuse.search(question, { limit: RESULTS });
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function line({ name, build, heap, mean, median, p95, asked }: Measured, ratio: number): string {
  const perSecond = (1000 / mean).toFixed(mean < 10 ? 0 : 1);
  const cells = [
    build.toFixed(0),
    heap.toFixed(1),
    perSecond,
    median.toFixed(3),
    p95.toFixed(3),
    String(asked),
  ];
  const widths = [11, 10, 10, 12, 11, 8];
  const numbers = cells.map((cell, index) => cell.padStart(widths[index] ?? 10)).join('');
  return `${name.padEnd(27)}${numbers}   ${ratio.toFixed(1)} x`;
}
