import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Sockets } from './sockets.ts';

/** What came back for one delivery. Status 0: nothing within Slack's patience. */
export type Acknowledged = { readonly status: number; readonly body: unknown; readonly ms: number };

/** One delivery in the shape of the wire: commands as a form, interactions as `payload`, events as JSON. */
export type Outgoing =
  | { readonly kind: 'slash_commands'; readonly fields: Record<string, string> }
  | { readonly kind: 'interactive'; readonly payload: Record<string, unknown> }
  | { readonly kind: 'events_api'; readonly payload: Record<string, unknown> };

export type Line = (outgoing: Outgoing, retry?: number) => Promise<Acknowledged>;

/**
 * Deliveries as signed requests to the app's request URL. `now` is the clock they are signed with (ms); what is not
 * answered within `patienceMs` counts as not acknowledged.
 */
export function httpLine(url: string, secret: string, patienceMs: number, now: () => number): Line {
  return async (outgoing, retry = 0) => {
    const [type, body] = encode(outgoing);
    const timestamp = String(Math.floor(now() / 1000));
    const began = performance.now();
    const late = wait(patienceMs, null, { ref: false });
    const answer = fetch(url, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': sign(secret, timestamp, body),
        ...(retry === 0 ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_error' }),
      },
      body,
    });
    const response = await Promise.race([answer, late]);
    if (response === null) return { status: 0, body: null, ms: performance.now() - began };
    const text = await response.text();
    return { status: response.status, body: parsed(text), ms: performance.now() - began };
  };
}

/** The same deliveries as envelopes over the socket. */
export function socketLine(sockets: Sockets): Line {
  return (outgoing, retry = 0) =>
    sockets.send(
      outgoing.kind,
      outgoing.kind === 'slash_commands' ? outgoing.fields : outgoing.payload,
      retry,
    );
}

export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

function encode(outgoing: Outgoing): [type: string, body: string] {
  const form = 'application/x-www-form-urlencoded';
  if (outgoing.kind === 'slash_commands') return [form, new URLSearchParams(outgoing.fields).toString()];
  const json = JSON.stringify(outgoing.payload);
  if (outgoing.kind === 'interactive') return [form, new URLSearchParams({ payload: json }).toString()];
  return ['application/json', json];
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    // A plain answer such as "not found".
    return text;
  }
}
