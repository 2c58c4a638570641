import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import { fileSchemas } from '../../src/upkeep/schemas/file-schemas.ts';
import { folderOf, SHIPPED } from '../knowledge/knowledge-folder.ts';
import { knowledge } from './verb.ts';

const COMMITTED = join(import.meta.dirname, '../../schemas');
const { criteria } = await loadKnowledge([SHIPPED]);
const schemas = fileSchemas(criteria);

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

/** Check as an editor does: from the JSON Schema alone. */
function validator(name: string): z.ZodType {
  return z.fromJSONSchema(schemas.get(`${name}.schema.json`) as JsonSchema);
}

/** Kind of file by its path in a knowledge folder; null where none is read. */
function kindOf(path: string): string | null {
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/^vocabulary\/understanding\//, 'understanding'],
    [/^vocabulary\//, 'products'],
    [/^engines\//, 'engine'],
    [/^criteria\//, 'criterion'],
    [/^rules\//, 'rules'],
    [/^topics\//, 'topic'],
    [/^sections\//, 'section'],
    [/^presets\//, 'preset'],
    [/^next-steps\//, 'next-steps'],
    [/^scenarios\.yaml$/, 'scenarios'],
    [/^orders\.yaml$/, 'orders'],
  ];
  return kinds.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

async function filesOf(folder: string): Promise<{ path: string; kind: string; value: unknown }[]> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => /\.(?:yaml|md)$/.test(path));
  const read = await Promise.all(
    paths.map(async (path) => {
      const kind = kindOf(path);
      const content = await readFile(join(folder, path), 'utf8');
      const yaml = path.endsWith('.md') ? (content.split(/^---$/m)[1] ?? '') : content;
      return kind === null ? [] : [{ path, kind, value: parse(yaml) as unknown }];
    }),
  );
  return read.flat();
}

describe('the committed JSON Schemas', () => {
  it('are in step with the program: else run "knowledge schemas schemas"', async () => {
    const names = (await readdir(COMMITTED)).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(COMMITTED, name), 'utf8')));

    const committed = Object.fromEntries(
      names.map((name, i) => [name, JSON.parse(texts[i] ?? '') as unknown]),
    );
    expect(committed).toEqual(Object.fromEntries(schemas));
  });

  it.each([
    ['shipped', SHIPPED],
    ['example', join(SHIPPED, 'examples/overlay')],
  ])('accept every %s file of every kind', async (_, folder) => {
    const files = await filesOf(folder);

    const refused = files.filter(({ kind, value }) => !validator(kind).safeParse(value).success);

    expect(refused.map(({ path }) => path)).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(8);
  });

  it('cover every kind of shipped file', async () => {
    const kinds = new Set((await filesOf(SHIPPED)).map(({ kind }) => `${kind}.schema.json`));

    expect([...kinds].sort()).toEqual([...schemas.keys()].sort());
  });
});

describe('what the schemas refuse', () => {
  const rule = { id: 'a', when: {}, effect: { flink: 1 }, because: 'x' };

  it.each([
    ['rules', 'an unknown criterion', [{ ...rule, when: { speed: true } }]],
    ['rules', 'a bound of another kind', [{ ...rule, when: { latency: { hasAny: ['1s'] } } }]],
    ['rules', 'an item that is not listed', [{ ...rule, when: { skills: { hasAny: ['cobol'] } } }]],
    ['rules', 'an unknown criterion among alternatives', [{ ...rule, when: { any: [{ speed: true }] } }]],
    ['rules', 'an effect in words', [{ ...rule, effect: { flink: 'much' } }]],
    [
      'engine',
      'a key that is misspelt',
      { name: 'x', sumary: 'y', kind: 'single', precedence: 1, checked: '2026-11-22' },
    ],
    [
      'section',
      'a section without links',
      { title: 'x', aliases: ['y'], links: [], holds: '1', checked: '2026-11-22' },
    ],
    ['topic', 'a topic without a title', { about: 'x' }],
    [
      'scenarios',
      'a workload without a pick',
      [{ id: 'a', what: 'x', given: {}, because: 'y', cites: ['z'] }],
    ],
    [
      'orders',
      'a direction that is none',
      [
        {
          id: 'a',
          criterion: 'latency',
          harder: 'shrinks',
          classes: [['a'], ['b']],
          because: 'y',
          cites: ['z'],
        },
      ],
    ],
  ])('%s: %s', (kind, _, value) => {
    expect(validator(kind).safeParse(value).success).toBe(false);
  });

  it.each([
    ['an item by itself', { ops: 'managed-only' }],
    ['a list of items', { skills: ['spark', 'flink'] }],
    ['any name where any is legal', { ecosystem: { hasAny: ['something-new'] } }],
    ['bounds', { latency: { above: '1s', atMost: '10s' }, stateSize: { none: true } }],
    ['alternatives', { any: [{ lateData: true }, { exactlyOnce: false }] }],
  ])('but not %s', (_, when) => {
    expect(validator('rules').safeParse([{ ...rule, when }]).success).toBe(true);
  });
});

describe('knowledge schemas', () => {
  it('writes them into a folder that it makes', async () => {
    const folder = join(folderOf({}), 'new', 'schemas');

    const { out } = await knowledge(['schemas', folder]);

    expect(out).toBe(`11 schemas written to ${folder}.\n`);
    expect((await readdir(folder)).sort()).toEqual([...schemas.keys()].sort());
    expect(JSON.parse(await readFile(join(folder, 'rules.schema.json'), 'utf8'))).toEqual(
      schemas.get('rules.schema.json'),
    );
  });

  it('wants a folder', async () => {
    await expect(knowledge(['schemas'])).rejects.toThrow(/takes a folder to write to/);
  });
});
