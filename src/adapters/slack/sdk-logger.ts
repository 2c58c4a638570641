import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from './types.ts';

/**
 * The SDKs' logger over ours. Debug and info are dropped for good: at debug level the SDKs write whole payloads, that
 * is people's words. Tokens are masked in what remains.
 */
export function sdkLogger(log: Log): Logger {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => log.warn({ detail: detailOf(parts) }, 'slack sdk warning'),
    error: (...parts) => log.error({ detail: detailOf(parts) }, 'slack sdk error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

/** Messages only: an SDK error object can carry the whole request. */
function detailOf(parts: readonly unknown[]): string {
  const words = parts.map((part) => (part instanceof Error ? part.message : String(part)));
  return maskTokens(words.join(' '));
}

/** Bot, user, app and refresh tokens, each a prefix and a secret. */
export function maskTokens(text: string): string {
  return text.replaceAll(/\b(xox[a-z]|xapp)-[\w-]+/g, '$1-***');
}
