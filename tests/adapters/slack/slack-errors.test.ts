import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import {
  SLACK_ERRORS,
  slackCode,
  toDeliveryError,
} from '../../../src/adapters/slack/deliver/slack-errors.ts';
import { DeliveryError } from '../../../src/turns/types.ts';

const refused = (code: string, retryAfter?: number): WebAPIPlatformError =>
  new WebAPIPlatformError({
    ok: false,
    error: code,
    response_metadata: retryAfter === undefined ? {} : { retryAfter },
  });

/** Every row of the table once: what a message that met this answer has before it. */
const ROWS: readonly (readonly [code: string, retryAfterMs: number | 'final'])[] = [
  ['fatal_error', 2_000],
  ['internal_error', 2_000],
  ['request_timeout', 2_000],
  ['service_unavailable', 2_000],
  ['ratelimited', 2_000],
  ['rate_limited', 2_000],
  ['message_limit_exceeded', 60_000],
  ['team_added_to_org', 60_000],
  ['accesslimited', 60_000],
  ['external_channel_migrating', 60_000],
  ['not_authed', 300_000],
  ['invalid_auth', 300_000],
  ['account_inactive', 300_000],
  ['token_revoked', 300_000],
  ['token_expired', 300_000],
  ['missing_scope', 300_000],
  ['org_login_required', 300_000],
  ['ekm_access_denied', 300_000],
  ['two_factor_setup_required', 300_000],
  ['channel_not_found', 'final'],
  ['not_in_channel', 'final'],
  ['is_archived', 'final'],
  ['is_inactive', 'final'],
  ['user_not_in_channel', 'final'],
  ['user_not_found', 'final'],
  ['messages_tab_disabled', 'final'],
  ['cannot_reply_to_message', 'final'],
  ['restricted_action', 'final'],
  ['restricted_action_read_only_channel', 'final'],
  ['restricted_action_thread_only_channel', 'final'],
  ['restricted_action_non_threadable_channel', 'final'],
  ['restricted_action_thread_locked', 'final'],
  ['team_access_not_granted', 'final'],
  ['no_permission', 'final'],
  ['access_denied', 'final'],
  ['thread_not_found', 'final'],
  ['as_user_not_supported', 'final'],
  ['message_not_found', 'final'],
  ['cant_update_message', 'final'],
  ['edit_window_closed', 'final'],
  ['no_text', 'final'],
  ['msg_too_long', 'final'],
  ['msg_blocks_too_long', 'final'],
  ['invalid_blocks', 'final'],
  ['invalid_blocks_format', 'final'],
  ['too_many_attachments', 'final'],
  ['metadata_too_large', 'final'],
  ['metadata_must_be_sent_from_app', 'final'],
  ['invalid_metadata_format', 'final'],
  ['invalid_arguments', 'final'],
];

describe('a refusal by Slack', () => {
  it.each(ROWS)('%s -> %s', (code, expected) => {
    const { retry, afterMs, outcome } = toDeliveryError(refused(code));

    expect({ retry, afterMs, outcome }).toEqual(
      expected === 'final'
        ? { retry: false, afterMs: null, outcome: 'refused' }
        : { retry: true, afterMs: expected, outcome: 'refused' },
    );
  });

  it('has a row here for each in the table', () => {
    expect(ROWS.map(([code]) => code).sort()).toEqual(Object.keys(SLACK_ERRORS).sort());
  });

  it('that nobody foresaw is final and keeps its code and cause', () => {
    const error = refused('brand_new_error');

    expect(toDeliveryError(error)).toMatchObject({ code: 'brand_new_error', retry: false, cause: error });
  });

  it('that names a time is tried again then', () => {
    expect(toDeliveryError(refused('ratelimited', 7))).toMatchObject({ retry: true, afterMs: 7_000 });
  });
});

describe('a call that failed otherwise', () => {
  it.each([
    [
      '429 with a time',
      new WebAPIRateLimitedError(30),
      { code: 'ratelimited', retry: true, afterMs: 30_000, outcome: 'refused' },
    ],
    [
      '500',
      new WebAPIHTTPError(500, 'x', {}),
      { code: 'http_500', retry: true, afterMs: null, outcome: 'unknown' },
    ],
    [
      '503',
      new WebAPIHTTPError(503, 'x', {}),
      { code: 'http_503', retry: true, afterMs: null, outcome: 'unknown' },
    ],
    [
      '429 without a time',
      new WebAPIHTTPError(429, 'x', {}),
      { code: 'http_429', retry: true, afterMs: null },
    ],
    [
      '404',
      new WebAPIHTTPError(404, 'x', {}),
      { code: 'http_404', retry: false, afterMs: null, outcome: 'refused' },
    ],
    [
      'no answer',
      new WebAPIRequestError(new Error('reset')),
      { code: 'no_answer', retry: true, outcome: 'unknown' },
    ],
    [
      'a defect',
      new TypeError('x is not a function'),
      { code: 'unexpected', retry: true, outcome: 'unknown' },
    ],
    ['something thrown', 'text', { code: 'unexpected', retry: true, outcome: 'unknown' }],
  ])('%s', (_what, error, expected) => {
    expect(toDeliveryError(error)).toMatchObject(expected);
  });

  it('is left as it is when it is judged already', () => {
    const error = new DeliveryError('no_thread', { retry: false });

    expect(toDeliveryError(error)).toBe(error);
  });
});

it.each([
  [refused('is_archived'), 'is_archived'],
  [new DeliveryError('no_thread', { retry: false }), 'no_thread'],
  [new Error('x'), null],
  [undefined, null],
])('the code of %s is %s', (error, code) => {
  expect(slackCode(error)).toBe(code);
});
