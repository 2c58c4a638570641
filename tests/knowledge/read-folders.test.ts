import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFolders } from '../../src/knowledge/read-folders.ts';
import { folderOf } from '../knowledge/knowledge-folder.ts';

describe('reading folders', () => {
  it('follows the links by which Kubernetes mounts a ConfigMap, and reads each file once', async () => {
    const mount = folderOf({
      '..2026_11_28/rules/house.yaml': '[]',
      '..2026_11_28/sections/flink/cep/ours.md': 'x',
    });
    symlinkSync('..2026_11_28', join(mount, '..data'));
    for (const name of ['rules', 'sections']) symlinkSync(`..data/${name}`, join(mount, name));

    const { files, findings } = await readFolders([mount]);

    expect(findings).toEqual([]);
    expect(files.map(({ path, content }) => [path, content])).toEqual([
      ['rules/house.yaml', '[]'],
      ['sections/flink/cep/ours.md', 'x'],
    ]);
  });

  it('leaves out what editors put beside a file', async () => {
    const folder = folderOf({ 'rules/a.yaml': '[]', 'rules/.a.yaml.swp': 'x' });
    symlinkSync('somebody@host.123', join(folder, 'rules/.#a.yaml'));

    const { files, findings } = await readFolders([folder]);

    expect([files.map(({ path }) => path), findings]).toEqual([['rules/a.yaml'], []]);
  });

  it('tells of a link that leads nowhere', async () => {
    const folder = folderOf({ 'rules/a.yaml': '[]' });
    symlinkSync('gone.yaml', join(folder, 'rules/b.yaml'));

    const { files, findings } = await readFolders([folder]);

    expect(files.map(({ path }) => path)).toEqual(['rules/a.yaml']);
    expect(findings).toEqual([
      {
        file: join(folder, 'rules/b.yaml'),
        line: 1,
        column: 1,
        message: 'Expected a file that can be read, got the error ENOENT.',
        remedy: 'Mend its permissions or its link, or remove it.',
      },
    ]);
  });

  it('ends when links lead in a circle', async () => {
    const folder = folderOf({});
    mkdirSync(join(folder, 'sections/flink'), { recursive: true });
    symlinkSync('..', join(folder, 'sections/flink/up'));
    writeFileSync(join(folder, 'sections/flink/note.md'), 'x');

    const { files, findings } = await readFolders([folder]);

    expect(files).toEqual([]);
    expect(findings[0]?.message).toMatch(/^Expected a file of the form sections/);
  });
});
