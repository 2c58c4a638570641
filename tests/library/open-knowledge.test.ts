import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KnowledgeError } from '../../src/knowledge/findings.ts';
import { openCache } from '../../src/library/cache.ts';
import { openKnowledge } from '../../src/library/open-knowledge.ts';
import { hashProgram } from '../../src/library/program-key.ts';
import { folderOf, SECTION, smallKnowledge } from '../knowledge/knowledge-folder.ts';

const SECTION_PATH = 'sections/quick/latency/at-once.md';

describe('opening knowledge', () => {
  it('makes it from its files once, and after that reads what was made', async () => {
    const [folder, cache] = [smallKnowledge(), openCache(folderOf({}))];

    const first = await openKnowledge([folder], cache);
    const second = await openKnowledge([folder], cache);

    expect([first.from, second.from]).toEqual(['files', 'cache']);
    expect(second.prepared).toEqual(first.prepared);
    expect(second.files).toEqual(first.files);
  });

  it('makes it anew after any change of a file, and knows the old state again', async () => {
    const [folder, cache] = [smallKnowledge(), openCache(folderOf({}))];
    const first = await openKnowledge([folder], cache);

    writeFileSync(join(folder, SECTION_PATH), SECTION.replace('at once. It', 'in no time. It'));
    const changed = await openKnowledge([folder], cache);
    writeFileSync(join(folder, SECTION_PATH), SECTION);
    const back = await openKnowledge([folder], cache);

    expect([changed.from, changed.prepared.knowledge.sections[0]?.text]).toEqual([
      'files',
      'Quickstream answers in no time. It needs no batches.',
    ]);
    expect([back.from, back.prepared.knowledge.version]).toEqual(['cache', first.prepared.knowledge.version]);
  });

  it('refuses files that are not in order, also when what was made of the others is kept', async () => {
    const [folder, cacheFolder] = [smallKnowledge(), folderOf({})];
    const cache = openCache(cacheFolder);
    await openKnowledge([folder], cache);

    writeFileSync(join(folder, 'rules/misplaced.txt'), 'x');
    await expect(openKnowledge([folder], cache)).rejects.toThrow(
      /rules\/misplaced\.txt:1:1: Expected a file/,
    );
    rmSync(join(folder, 'rules/misplaced.txt'));
    writeFileSync(join(folder, SECTION_PATH), SECTION.replace('title:', 'titel:'));
    await expect(openKnowledge([folder], cache)).rejects.toThrow(KnowledgeError);

    expect(readdirSync(cacheFolder)).toHaveLength(1);
  });

  it('works without a place to keep anything, and says why nothing is kept', async () => {
    const nowhere = openCache(join(folderOf({ taken: '' }), 'taken'));

    const { from, notKept, prepared } = await openKnowledge([smallKnowledge()], nowhere);

    expect([from, notKept, prepared.knowledge.sections.length]).toEqual(['files', 'EEXIST', 1]);
  });
});

describe('the key of the program', () => {
  const code = { 'src/knowledge/a.ts': 'let a', 'src/knowledge/deep/b.json': '1', 'package-lock.json': '{}' };

  it('is the same for the same code and libraries, wherever they lie', () => {
    expect(hashProgram(folderOf({ ...code, 'src/other.ts': 'x' }))).toBe(hashProgram(folderOf(code)));
  });

  it.each(Object.keys(code))('changes with %s', (path) => {
    expect(hashProgram(folderOf({ ...code, [path]: 'changed' }))).not.toBe(hashProgram(folderOf(code)));
  });
});
