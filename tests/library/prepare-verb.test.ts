import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../knowledge/knowledge-folder.ts';
import { knowledge } from '../upkeep/verb.ts';

describe('knowledge prepare', () => {
  it('makes what a start needs and keeps it, once', async () => {
    const cache = join(folderOf({}), 'cache');
    const env = { STREAMCHOICE_CACHE: cache };

    const first = await knowledge(['prepare'], { env });
    const second = await knowledge(['prepare'], { env });

    expect([first.code, first.out]).toEqual([
      0,
      expect.stringMatching(/^Knowledge \w{12} is prepared, in .*cache\.\n$/),
    ]);
    expect(second.out).toMatch(/ was prepared before, /);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  it('says what to do when it cannot be kept, and ends with 1', async () => {
    const cache = join(folderOf({ taken: '' }), 'taken');

    const { code, err } = await knowledge(['prepare'], { env: { STREAMCHOICE_CACHE: cache } });

    expect(code).toBe(1);
    expect(err).toMatch(
      /cannot be kept in .*taken \(EEXIST\): make that folder writable, or set STREAMCHOICE_CACHE to another\.\n$/,
    );
  });

  it('takes its folders from the environment only', async () => {
    await expect(knowledge(['prepare', 'knowledge'])).rejects.toThrow(/takes no words, got "knowledge"/);
  });
});
