import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCache } from '../../src/library/cache.ts';
import { folderOf } from '../knowledge/knowledge-folder.ts';

describe('the cache', () => {
  it('gives back what was kept under a key, and nothing under another', () => {
    const cache = openCache(join(folderOf({}), 'made/on/demand'));

    expect(cache.read('a')).toBeNull();
    expect(cache.write('a', 'one\ntwo\n')).toBeNull();

    expect([cache.read('a'), cache.read('b')]).toEqual(['one\ntwo\n', null]);
  });

  it.each([
    ['cut off', (whole: string) => whole.slice(0, -1)],
    ['changed', (whole: string) => whole.replace('one', 'two')],
    ['emptied', () => ''],
  ])('does not give back what was %s', (_, damage) => {
    const folder = folderOf({});
    openCache(folder).write('a', 'one');
    const file = join(folder, readdirSync(folder)[0] ?? '');

    writeFileSync(file, damage(readFileSync(file, 'utf8')));

    expect(openCache(folder).read('a')).toBeNull();
    expect(openCache(folder).write('a', 'one')).toBeNull();
    expect(openCache(folder).read('a')).toBe('one');
  });

  it('keeps a few of the latest and leaves no drafts', () => {
    const folder = folderOf({ 'somebody-elses.txt': 'stays' });
    const cache = openCache(folder);

    for (let i = 0; i < 12; i += 1) cache.write(`key ${i}`, 'text');

    expect(readdirSync(folder).filter((name) => name !== 'somebody-elses.txt')).toHaveLength(8);
    expect(readFileSync(join(folder, 'somebody-elses.txt'), 'utf8')).toBe('stays');
    expect(cache.read('key 11')).toBe('text');
  });

  it('says why something could not be kept', () => {
    const folder = join(folderOf({ taken: 'a file' }), 'taken', 'below');

    expect(openCache(folder).write('a', 'one')).toBe('ENOTDIR');
    expect(openCache(folder).read('a')).toBeNull();
  });
});
