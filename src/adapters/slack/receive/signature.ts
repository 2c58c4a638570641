import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { SetupError } from '../setup-error.ts';

/** Slack's window against replays; applied to clocks that run ahead as well as to old requests. */
export const SIGNATURE_WINDOW_SECONDS = 300;

export type Signed = {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: Buffer;
};

/**
 * Check that Slack sent a request: HMAC-SHA256 over `v0:<timestamp>:<raw body>`, compared in constant time.
 * `nowMs` is the present in milliseconds. Throws at once when the secret is empty, since everything would then pass.
 * Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function signatureCheck(secret: string): (request: Signed, nowMs: number) => boolean {
  if (secret.trim() === '') {
    throw new SetupError('SLACK_SIGNING_SECRET is empty; copy it from "Basic Information" of the Slack app.');
  }
  const key = createSecretKey(secret, 'utf8');
  return ({ timestamp, signature, body }, nowMs) => {
    if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
    if (Math.abs(nowMs / 1000 - Number(timestamp)) > SIGNATURE_WINDOW_SECONDS) return false;
    return sameText(signature, signatureOf(key, timestamp, body));
  };
}

/** The signature header for a body, `v0=<hex>`. */
export function signatureOf(secret: KeyObject | string, timestamp: string, body: Buffer | string): string {
  const hex = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return `v0=${hex}`;
}

function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
