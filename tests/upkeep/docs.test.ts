import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '../../src/knowledge/findings.ts';
import { inspectKnowledge } from '../../src/knowledge/loader.ts';
import { goldenFindings } from '../../src/upkeep/expectations/golden.ts';
import { readExpectations } from '../../src/upkeep/expectations/read-expectations.ts';
import { folderOf, SHIPPED } from '../knowledge/knowledge-folder.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/knowledge.md'), 'utf8');

/** The examples of the page that say which file they are. */
function examples(): Record<string, string> {
  const blocks = [...PAGE.matchAll(/```\w+ file=(\S+)\n([\s\S]*?)```/g)];
  return Object.fromEntries(blocks.map(([, path = '', content = '']) => [path, content]));
}

describe('the page about changing the knowledge', () => {
  it('has examples that load over the shipped knowledge and get the verdict they expect', async () => {
    const folder = folderOf(examples());

    const { knowledge, findings } = await inspectKnowledge([SHIPPED, folder]);
    const { scenarios } = await readExpectations(folder);

    expect(findings.map(formatFinding)).toEqual([]);
    expect(knowledge && goldenFindings(scenarios, knowledge)).toEqual([]);
    expect(Object.keys(examples())).toHaveLength(4);
  });

  it('names only verbs and files that exist', () => {
    const verbs = new Set([...PAGE.matchAll(/(?:-- |`)knowledge ([a-z]+)/g)].map(([, verb]) => verb));
    const links = [...PAGE.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path);
    const schemas = [...PAGE.matchAll(/"(schemas\/[\w.-]+)"/g)].map(([, path = '']) => `../${path}`);

    expect([...verbs].sort()).toEqual(['check', 'diff', 'gaps', 'links', 'prepare', 'schemas']);
    expect([...links, ...schemas].filter((path) => !existsSync(join(ROOT, 'docs', path)))).toEqual([]);
    expect(schemas).toHaveLength(10);
  });
});
