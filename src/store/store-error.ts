/** What can be wrong with the store itself; stable, for callers and logs. */
export type StoreErrorCode =
  | 'STORE_NOT_CONFIGURED'
  | 'STORE_BAD_URL'
  | 'STORE_NEWER'
  | 'STORE_MIGRATION_FAILED'
  | 'STORE_UNUSABLE_FILE'
  | 'STORE_UNREACHABLE'
  | 'STORE_CONFLICT';

/** An error of the store: what was expected, what came, and the remedy in one message. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
