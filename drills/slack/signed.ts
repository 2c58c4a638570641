import { createHmac } from 'node:crypto';
import type { Acknowledged, Line, Outgoing } from '../../tests/support/fake-slack/deliver.ts';
import { SIGNING_SECRET } from '../../tests/support/fake-slack/index.ts';
import type { Service } from '../process/service.ts';
import { post } from '../wire/post.ts';

const FORM = 'application/x-www-form-urlencoded';

/** The line to one process: deliveries signed as Slack signs them. Status 0: nobody answered. */
export function lineTo({ url }: Pick<Service, 'url'>): Line {
  return async (outgoing, retry = 0) => {
    const [type, body] = encoded(outgoing);
    const again =
      retry === 0 ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_error' };
    const headers = { 'content-type': type, ...signature(body), ...again };
    const { status, text, ms } = await post(`${url}/slack/events`, headers, body);
    return { status, ms, body: parsed(text) };
  };
}

/** The headers that sign a body, with a clock that is `skewSeconds` ahead. */
export function signature(body: string | Buffer, skewSeconds = 0): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) + skewSeconds);
  const hex = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hex}` };
}

/** Content type and body of a delivery on the wire. */
export function encoded(outgoing: Outgoing): readonly [type: string, body: string] {
  if (outgoing.kind === 'slash_commands') return [FORM, new URLSearchParams(outgoing.fields).toString()];
  const json = JSON.stringify(outgoing.payload);
  if (outgoing.kind === 'interactive') return [FORM, new URLSearchParams({ payload: json }).toString()];
  return ['application/json', json];
}

export function accepted({ status }: Pick<Acknowledged, 'status'>): boolean {
  return status >= 200 && status < 300;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? null : text;
  }
}
