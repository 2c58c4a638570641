import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signatureCheck, signatureOf } from '../../../src/adapters/slack/receive/signature.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW_SECONDS = 1_795_000_000;
const body = Buffer.from('token=x&command=%2Fstreamchoice&text=');

function signed(timestamp: string, secret = SECRET): { timestamp: string; signature: string; body: Buffer } {
  const hex = createHmac('sha256', secret).update(`v0:${timestamp}:${body.toString()}`).digest('hex');
  return { timestamp, signature: `v0=${hex}`, body };
}

describe('the signature check', () => {
  const isSigned = signatureCheck(SECRET);

  it('agrees with the example in Slack’s documentation', () => {
    const example = [
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V',
      'channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=',
      'response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN',
      'trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
    ].join('&');

    expect(signatureOf(SECRET_OF_EXAMPLE, '1531420618', example)).toBe(
      'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    );
  });

  it.each([
    ['now', 0, true],
    ['5 minutes ago', -300, true],
    ['5 minutes ahead', 300, true],
    ['just over 5 minutes ago', -301, false],
    ['just over 5 minutes ahead', 301, false],
    ['a day ago', -86_400, false],
  ])('takes a request signed %s: %s s -> %s', (_when, skew, expected) => {
    expect(isSigned(signed(String(NOW_SECONDS + skew)), NOW_SECONDS * 1000)).toBe(expected);
  });

  it.each([
    ['another secret', signed(String(NOW_SECONDS), 'another')],
    ['another body', { ...signed(String(NOW_SECONDS)), body: Buffer.from('text=other') }],
    ['another time', { ...signed(String(NOW_SECONDS)), timestamp: String(NOW_SECONDS + 1) }],
    ['no signature', { ...signed(String(NOW_SECONDS)), signature: undefined }],
    ['no time', { ...signed(String(NOW_SECONDS)), timestamp: undefined }],
    ['an empty signature', { ...signed(String(NOW_SECONDS)), signature: '' }],
    ['a short signature', { ...signed(String(NOW_SECONDS)), signature: 'v0=00' }],
    [
      'a signature in characters of several bytes',
      { ...signed(String(NOW_SECONDS)), signature: 'ü'.repeat(67) },
    ],
    ['a time that is no number', signed('now')],
    ['a time in hexadecimal', signed(`0x${NOW_SECONDS.toString(16)}`)],
    ['an empty time', signed('')],
  ])('refuses a request with %s', (_what, request) => {
    expect(isSigned(request, NOW_SECONDS * 1000)).toBe(false);
  });

  it.each(['', '  '])('is not made from the empty secret "%s"', (secret) => {
    expect(() => signatureCheck(secret)).toThrow(
      'SLACK_SIGNING_SECRET is empty; copy it from "Basic Information" of the Slack app.',
    );
  });
});

const SECRET_OF_EXAMPLE = '8f742231b10e8888abcd99yyyzzz85a5';
