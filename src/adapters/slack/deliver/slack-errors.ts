import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { DeliveryError, type ErrorClass } from '../../../turns/types.ts';

/** Final: the same call would get the same answer. `retryAfterMs`: worth another try, then. */
type Consequence = 'final' | { readonly retryAfterMs: number };

const SOON: Consequence = { retryAfterMs: 2_000 };
const MINUTE: Consequence = { retryAfterMs: 60_000 };
/** A person has to act first (token, scopes, billing); nothing is thrown away meanwhile. */
const AFTER_REPAIR: Consequence = { retryAfterMs: 300_000 };

/**
 * What each refusal by Slack means for a message. From the error tables of chat.postMessage, chat.update and
 * chat.postEphemeral, https://docs.slack.dev/reference/methods/chat.postMessage#errors . A code that is not here is final.
 */
export const SLACK_ERRORS: Readonly<Record<string, Consequence>> = {
  // Slack's own trouble.
  fatal_error: SOON,
  internal_error: SOON,
  request_timeout: SOON,
  service_unavailable: SOON,
  ratelimited: SOON,
  rate_limited: SOON,
  message_limit_exceeded: MINUTE,
  team_added_to_org: MINUTE,
  accesslimited: MINUTE,
  // The installation needs repair.
  not_authed: AFTER_REPAIR,
  invalid_auth: AFTER_REPAIR,
  account_inactive: AFTER_REPAIR,
  token_revoked: AFTER_REPAIR,
  token_expired: AFTER_REPAIR,
  missing_scope: AFTER_REPAIR,
  org_login_required: AFTER_REPAIR,
  ekm_access_denied: AFTER_REPAIR,
  two_factor_setup_required: AFTER_REPAIR,
  // The place does not take it.
  channel_not_found: 'final',
  not_in_channel: 'final',
  is_archived: 'final',
  is_inactive: 'final',
  user_not_in_channel: 'final',
  user_not_found: 'final',
  messages_tab_disabled: 'final',
  cannot_reply_to_message: 'final',
  restricted_action: 'final',
  restricted_action_read_only_channel: 'final',
  restricted_action_thread_only_channel: 'final',
  restricted_action_non_threadable_channel: 'final',
  restricted_action_thread_locked: 'final',
  team_access_not_granted: 'final',
  no_permission: 'final',
  access_denied: 'final',
  thread_not_found: 'final',
  as_user_not_supported: 'final',
  external_channel_migrating: MINUTE,
  // The message to replace is out of reach.
  message_not_found: 'final',
  cant_update_message: 'final',
  edit_window_closed: 'final',
  // The message itself is wrong.
  no_text: 'final',
  msg_too_long: 'final',
  msg_blocks_too_long: 'final',
  invalid_blocks: 'final',
  invalid_blocks_format: 'final',
  too_many_attachments: 'final',
  metadata_too_large: 'final',
  metadata_must_be_sent_from_app: 'final',
  invalid_metadata_format: 'final',
  invalid_arguments: 'final',
};

/** Whether we may not post there, whatever we send: a matter between people and their workspace, not a fault of ours. */
export function isPlaceRefused(code: string): boolean {
  return PLACE_REFUSED.has(code);
}

const PLACE_REFUSED: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'team_access_not_granted',
  'no_permission',
  'access_denied',
]);
/** Any failure of a call as the outbox understands it: the code, whether to try again, and when (ms). */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new DeliveryError('ratelimited', {
      retry: true,
      afterMs: error.retryAfter * 1000,
      kind: 'rate-limit',
      cause: error,
    });
  }
  if (error instanceof WebAPIPlatformError) return fromPlatform(error);
  if (error instanceof WebAPIHTTPError) {
    const retry = error.statusCode >= 500 || error.statusCode === 429;
    return new DeliveryError(`http_${error.statusCode}`, {
      retry,
      outcome: retry && error.statusCode !== 429 ? 'unknown' : 'refused',
      ...(error.statusCode === 429 ? { kind: 'rate-limit' as const } : {}),
      cause: error,
    });
  }
  // Refused connection, time-out, or a reply that broke off: whether the message arrived is unknown.
  const code = error instanceof WebAPIRequestError ? 'no_answer' : 'unexpected';
  return new DeliveryError(code, { retry: true, outcome: 'unknown', cause: error });
}

/** Slack's own code behind a failure, or null when there is none. */
export function slackCode(error: unknown): string | null {
  if (error instanceof DeliveryError) return error.code;
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

function fromPlatform(error: WebAPIPlatformError): DeliveryError {
  const code = error.data.error;
  const consequence = SLACK_ERRORS[code] ?? 'final';
  if (consequence === 'final') return new DeliveryError(code, { retry: false, cause: error });
  const told = error.data.response_metadata?.retryAfter;
  const afterMs = told === undefined ? consequence.retryAfterMs : told * 1000;
  return new DeliveryError(code, { retry: true, afterMs, cause: error, ...kindOf(code, consequence) });
}

function kindOf(code: string, consequence: Consequence): { kind?: ErrorClass } {
  if (RATE_LIMITS.has(code)) return { kind: 'rate-limit' };
  return consequence === AFTER_REPAIR ? { kind: 'repair' } : {};
}

/** Too fast: the whole channel had better wait. */
const RATE_LIMITS: ReadonlySet<string> = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
