import type { App, Receiver } from '@slack/bolt';
import type { HttpRequest, HttpResponse, Route } from '../../../http/types.ts';
import type { Count, Log } from '../types.ts';
import { createDeadlines } from './deadlines.ts';
import { holdAck, type Outcome } from './hold-ack.ts';
import type { TellLate } from './late-answer.ts';
import { type Payload, payloadOf } from './payload.ts';
import { signatureCheck } from './signature.ts';

/** Events, commands and interactions all come to one address. */
export const SLACK_EVENTS_PATH = '/slack/events';

const BAD_REQUEST: HttpResponse = { status: 400, body: 'bad request' };

export type HttpReceiver = Receiver & { readonly routes: readonly Route[] };

/**
 * Bolt's receiver over the shared HTTP server: checks the signature over the raw body, answers Slack's own probes and
 * acknowledges once the turn is saved. `now` gives milliseconds since 1970.
 */
export function httpReceiver(options: {
  readonly signingSecret: string;
  readonly now: () => number;
  readonly log: Log;
  readonly count: Count;
  readonly tellLate: TellLate;
  readonly ackLimitMs?: number | undefined;
}): HttpReceiver {
  const isSigned = signatureCheck(options.signingSecret);
  const { log, count, tellLate } = options;
  const watch = { log, count, tellLate, deadlines: createDeadlines(options.ackLimitMs) };
  let bolt: App | null = null;
  const handle = async (request: HttpRequest): Promise<HttpResponse> => {
    const fault = refusal(request, isSigned, options.now());
    if (fault !== null) return refuse(watch, fault);
    const payload = payloadOf(request);
    if (payload === null) return BAD_REQUEST;
    const probe = probeAnswer(payload);
    if (probe !== null) return probe;
    if (bolt === null) return { status: 503, body: 'starting' };
    return answerOf(await holdAck(bolt, { body: { ...payload }, ...retryOf(request) }, watch));
  };
  return {
    routes: [{ method: 'POST', path: SLACK_EVENTS_PATH, handle }],
    init: (app) => {
      bolt = app;
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
}

type Watch = { readonly log: Log; readonly count: Count };

function refusal(
  request: HttpRequest,
  isSigned: ReturnType<typeof signatureCheck>,
  nowMs: number,
): string | null {
  const timestamp = header(request, 'x-slack-request-timestamp');
  const signature = header(request, 'x-slack-signature');
  if (timestamp === undefined || signature === undefined) return 'unsigned';
  return isSigned({ timestamp, signature, body: request.body }, nowMs) ? null : 'wrong-or-stale-signature';
}

/** One body for every refusal, so that it tells an attacker nothing. */
function refuse({ log, count }: Watch, reason: string): HttpResponse {
  count('refused', reason);
  log.warn({ reason }, 'slack request refused');
  return { status: 401, body: 'unauthorized' };
}

function probeAnswer(payload: Payload): HttpResponse | null {
  if (payload['type'] === 'url_verification' && typeof payload['challenge'] === 'string') {
    return json({ challenge: payload['challenge'] });
  }
  return payload['ssl_check'] === undefined ? null : { status: 200 };
}

function retryOf(request: HttpRequest): { retryNum?: number; retryReason?: string } {
  const number = header(request, 'x-slack-retry-num');
  const reason = header(request, 'x-slack-retry-reason');
  return {
    ...(number === undefined ? {} : { retryNum: Number(number) }),
    ...(reason === undefined ? {} : { retryReason: reason }),
  };
}

function answerOf(outcome: Outcome): HttpResponse {
  if (outcome.kind === 'failed') return { status: 500, body: 'not saved' };
  if (outcome.kind === 'malformed') return BAD_REQUEST;
  if (outcome.kind === 'nobody-answered') return { status: 404, body: 'nobody handles this' };
  if (outcome.body === undefined || outcome.body === '') return { status: 200 };
  if (typeof outcome.body === 'string') return { status: 200, body: outcome.body };
  return json(outcome.body);
}

function json(value: unknown): HttpResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status: 200, headers, body: JSON.stringify(value) };
}

function header(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
