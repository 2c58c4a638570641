import { StoreError } from './store-error.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, authorization, no such database, starting up. */
const REFUSED = /^(08|28)|^(3D000|57P03|53300)$/;

/** What keeps PostgreSQL from being reached, in words that name the variable and the remedy; other errors as they are. */
export function unreachable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreError || !isOfConnection(error)) return error;
  return new StoreError(
    'STORE_UNREACHABLE',
    `The PostgreSQL of DATABASE_URL cannot be used (${error.message || codeOf(error)}). ` +
      'Start it, or correct host, port, database, user and password in DATABASE_URL.',
    error,
  );
}

function isOfConnection(error: Error): boolean {
  return REFUSED.test(codeOf(error)) || 'syscall' in error || /connection.*timeout/i.test(error.message);
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
