/** What can be wrong with keys and secrets; stable, for callers and logs. */
export type SecretsErrorCode =
  | 'SECRETS_NO_KEYS'
  | 'SECRETS_BAD_KEYS'
  | 'SECRETS_UNKNOWN_KEY'
  | 'SECRETS_DAMAGED';

/** An error about secrets: what was expected, what came, and the remedy; never a key or a secret. */
export class SecretsError extends Error {
  readonly code: SecretsErrorCode;
  constructor(code: SecretsErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SecretsError';
    this.code = code;
  }
}
