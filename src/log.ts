import { type DestinationStream, type Logger, pino } from 'pino';
import { errorFields } from './http/error-fields.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** Tokens of Slack, JSON Web Tokens, and passwords in addresses, should one ever slip into a field. */
const SECRETS = [
  /\bx(?:ox[a-z]|app)[.-][\w.-]+/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /(?<=:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/g,
] as const;
const CUT = '[cut]';
/** Fields nested deeper are not ours. */
const DEEPEST = 5;
/** Shorter values occur in ordinary text. */
const SHORTEST_SECRET = 8;

/**
 * Structured log on stderr, so that stdout stays for answers. What looks like a secret is cut out of every text, as are
 * the `secrets` given, and of an error only its kind, code and place are told: its message may quote what a person wrote.
 */
export function createLog(
  level: string,
  secrets: readonly string[] = [],
  destination: DestinationStream = pino.destination(2),
): Logger {
  const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['token', '*.token', 'headers.authorization', '*.password'], censor: CUT },
      formatters: { log: (fields) => cleaned(fields, known, 0) as Record<string, unknown> },
    },
    destination,
  );
}

function cleaned(value: unknown, known: readonly string[], depth: number): unknown {
  if (typeof value === 'string') return withoutSecrets(value, known);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return cleaned(errorFields(value), known, depth);
  if (depth >= DEEPEST) return CUT;
  if (Array.isArray(value)) return value.map((one) => cleaned(one, known, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleaned(one, known, depth + 1)]));
}

function withoutSecrets(text: string, known: readonly string[]): string {
  const bare = SECRETS.reduce((sum, pattern) => sum.replace(pattern, CUT), text);
  return known.reduce((sum, secret) => sum.replaceAll(secret, CUT), bare);
}
