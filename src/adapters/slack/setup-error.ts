/** What the person who starts the service can mend; the message names the variable and the remedy. */
export class SetupError extends Error {
  readonly code = 'SLACK_SETUP';

  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SetupError';
  }
}
