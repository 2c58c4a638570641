import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { unusableFile } from '../../src/store/unusable-file.ts';
import { freshOptions, openForTest } from '../support/back-ends.ts';

const FILE = 'streamchoice.sqlite';

async function folder(): Promise<string> {
  const { dataFolder = '' } = await freshOptions('sqlite');
  await mkdir(dataFolder, { recursive: true });
  return dataFolder;
}

/** What SQLite itself says when a file may only be read. */
function refusalToWrite(file: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true });
  onTestFinished(() => database.close());
  try {
    database.exec('create table another (id)');
  } catch (error) {
    return error;
  }
  throw new Error('The file could be written.');
}

describe('a SQLite file that cannot be used', () => {
  it('because it may only be read is named, with who has to permit what', async () => {
    const dataFolder = await folder();
    await openForTest({ dataFolder });
    const file = join(dataFolder, FILE);

    expect(unusableFile(file, refusalToWrite(file))).toMatchObject({
      code: 'STORE_UNUSABLE_FILE',
      message: expect.stringMatching(
        new RegExp(
          `^The SQLite file ${file} cannot be opened for writing.*write permission.*STREAMCHOICE_DATA`,
        ),
      ),
    });
  });

  it('because it is something else is named and left as it is', async () => {
    const dataFolder = await folder();
    const file = join(dataFolder, FILE);
    await writeFile(file, 'a letter, or whatever else lies there, long enough for a header');

    await expect(openStore({ dataFolder })).rejects.toThrow(
      new RegExp(`^The SQLite file ${file} is no whole SQLite database.*backup`),
    );
  });

  it('because a folder has its name is named', async () => {
    const dataFolder = await folder();
    await mkdir(join(dataFolder, FILE));

    await expect(openStore({ dataFolder })).rejects.toThrow(
      `The SQLite file ${join(dataFolder, FILE)} cannot be opened`,
    );
  });

  it('because its folder cannot be made is told with the folder', async () => {
    const parent = join(await folder(), 'file');
    await writeFile(parent, '');

    await expect(openStore({ dataFolder: join(parent, 'data') })).rejects.toThrow(
      `The data folder ${join(parent, 'data')} cannot be made`,
    );
  });

  it('leaves errors of another kind as they are', () => {
    const error = new Error('something else');

    expect(unusableFile('file', error)).toBe(error);
  });
});
