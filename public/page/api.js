/** What went wrong, in words for the person; `retry`: the same request may succeed later. */
export class Trouble extends Error {
  /**
   * @param {string} message
   * @param {{code: string, retry: boolean}} what
   */
  constructor(message, { code, retry }) {
    super(message);
    this.code = code;
    this.retry = retry;
  }
}

/** An answer that takes longer will not come. */
const PATIENCE_MS = 30_000;

/**
 * Hand one event to the advisor. The key makes a repeated post harmless: it has one effect however often it is sent.
 *
 * @param {{conversation: string | null, deliveryKey: string, event: object, after: number}} turn
 */
export function postTurn(turn) {
  return call('/api/web/turns', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(turn),
  });
}

/**
 * Everything said in a conversation after turn `after`.
 *
 * @param {string} conversation
 * @param {number} after
 */
export function readConversation(conversation, after) {
  return call(`/api/web/conversations/${encodeURIComponent(conversation)}?after=${after}`, {});
}

/**
 * @param {string} path
 * @param {RequestInit} init
 */
async function call(path, init) {
  const response = await reach(path, init);
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  const message = answer?.error?.message ?? `The advisor answered with an error (${response.status}).`;
  const code = answer?.error?.code ?? 'unexpected';
  throw new Trouble(message, { code, retry: response.status >= 500 || response.status === 429 });
}

/**
 * @param {string} path
 * @param {RequestInit} init
 */
async function reach(path, init) {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    throw new Trouble('The advisor cannot be reached. Is it still running on this machine?', {
      code: 'unreachable',
      retry: true,
    });
  }
}
