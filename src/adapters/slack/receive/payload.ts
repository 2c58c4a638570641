import type { HttpRequest } from '../../../http/types.ts';

export type Payload = Readonly<Record<string, unknown>>;

/**
 * The body of one Slack request: JSON for events, a form for commands, a form with JSON in `payload` for everything
 * interactive. Null when it is none of these.
 */
export function payloadOf(request: Pick<HttpRequest, 'headers' | 'body'>): Payload | null {
  const type = request.headers['content-type'] ?? '';
  const text = request.body.toString('utf8');
  if (type.startsWith('application/json')) return jsonObject(text);
  const only = onlyPayload(text);
  if (only !== null) return jsonObject(only);
  const form = new URLSearchParams(text);
  const inner = form.get('payload');
  return inner === null ? Object.fromEntries(form) : jsonObject(inner);
}

/** A form of nothing but a payload, as interactions come, decoded without taking every form apart; null for any other. */
function onlyPayload(text: string): string | null {
  if (!text.startsWith(PAYLOAD) || text.includes('&')) return null;
  try {
    return decodeURIComponent(text.slice(PAYLOAD.length).replaceAll('+', ' '));
  } catch {
    // Escapes that are none: forms take them as they stand.
    return null;
  }
}

const PAYLOAD = 'payload=';

function jsonObject(text: string): Payload | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : null;
  } catch {
    // Not JSON: the caller answers 400, which is all that can be said.
    return null;
  }
}
