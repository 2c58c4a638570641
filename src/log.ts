import { type Logger, pino } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** Tokens of Slack in any text, should one ever slip into an error message. */
const TOKENS = /\bx(?:ox[a-z]|app)-[\w-]+/g;

/** Structured log on stderr, so that stdout stays for answers. Secrets are cut out of every string field. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['token', '*.token', 'headers.authorization', '*.password'], censor: '[cut]' },
      formatters: { log: (fields) => cleaned(fields) },
    },
    pino.destination(2),
  );
}

function cleaned(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.replace(TOKENS, '[cut]') : value,
  ]);
  return Object.fromEntries(entries);
}
