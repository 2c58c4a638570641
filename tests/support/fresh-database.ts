import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { ProvidedPostgres } from './global-setup.ts';
import { postgresUrl, runSql } from './postgres.ts';

/** Connection URL of a new, empty database on the run's PostgreSQL. Throws the reason when there is no server. */
export async function freshDatabase(server: ProvidedPostgres = inject('postgres')): Promise<string> {
  if ('missing' in server) throw new Error(server.missing);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runSql(postgresUrl(server.folder, 'postgres'), `create database ${name}`);
  return postgresUrl(server.folder, name);
}
