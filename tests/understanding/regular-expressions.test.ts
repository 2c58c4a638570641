import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from '@swc/core';
import { check } from 'recheck';
import { describe, expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../src');
/** A busy machine may take this long to prove one expression. */
const PATIENCE = 60_000;

type Literal = { readonly file: string; readonly pattern: string; readonly flags: string };

async function literalsIn(file: string): Promise<Literal[]> {
  const tree = await parse(await readFile(join(SOURCE, file), 'utf8'), { syntax: 'typescript' });
  return literalsOf(tree).map((literal) => ({ file, ...literal }));
}

function literalsOf(node: unknown): Omit<Literal, 'file'>[] {
  if (typeof node !== 'object' || node === null) return [];
  const found = Object.values(node).flatMap(literalsOf);
  if (!('type' in node && node.type === 'RegExpLiteral' && 'pattern' in node && 'flags' in node))
    return found;
  return [{ pattern: String(node.pattern), flags: String(node.flags) }, ...found];
}

const names = await readdir(join(SOURCE, 'understanding'), { recursive: true });
const files = names.filter((name) => name.endsWith('.ts')).map((name) => join('understanding', name));
const literals = (await Promise.all([...files, 'knowledge/pattern-syntax.ts'].map(literalsIn))).flat();

describe('the regular expressions that read what people type', () => {
  it('are found', () => {
    expect(literals.length).toBeGreaterThan(40);
  });

  it.each(literals)(
    'take time in proportion to the text: $file /$pattern/$flags',
    { timeout: PATIENCE },
    async ({ pattern, flags }) => {
      const { status } = await check(pattern, flags, { timeout: PATIENCE });

      expect(status).toBe('safe');
    },
  );
});

describe('the check itself', () => {
  it('knows one that does not', async () => {
    expect(await check('^(a+)+$', '')).toMatchObject({ status: 'vulnerable' });
  });
});
