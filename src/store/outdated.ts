import { StoreError } from './store-error.ts';

/**
 * Unique and foreign keys, a division by nothing (see `saved-turn-postgres.ts`), and what follows any of them in an aborted
 * transaction: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const POSTGRES = new Set(['23505', '23503', '22012', '25P02']);
/** SQLITE_CONSTRAINT, in the low byte of every extended code: https://www.sqlite.org/rescode.html#constraint */
const SQLITE_CONSTRAINT = 19;

/**
 * Whether a transaction was refused because what is stored is not what its writer took it for: another version of a
 * conversation, none at all, or a delivery that was claimed before. Nothing of it was kept.
 */
export function isOutdated(error: unknown): boolean {
  if (error instanceof StoreError) return error.code === 'STORE_CONFLICT';
  if (!(error instanceof Error)) return false;
  if ('errcode' in error && typeof error.errcode === 'number')
    return (error.errcode & 0xff) === SQLITE_CONSTRAINT;
  return 'code' in error && POSTGRES.has(String(error.code));
}
