import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

/** The run's one PostgreSQL: the folder of its socket, or why there is none. */
export type ProvidedPostgres = { readonly folder: string } | { readonly missing: string };

declare module 'vitest' {
  interface ProvidedContext {
    postgres: ProvidedPostgres;
  }
}

/**
 * One real PostgreSQL for the whole run. Where none can start, tests that need it fail with the reason
 * (see `freshDatabase`); tests that do not need it still run.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await startPostgres();
    project.provide('postgres', { folder: server.folder });
    return () => server.stop();
  } catch (error) {
    project.provide('postgres', { missing: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}
