import type { HttpRequest, HttpResponse, Route } from '../../http/types.ts';
import { limitText } from '../../turns/limits.ts';
import type { TurnResult } from '../../turns/types.ts';
import { notLocal, notSameOrigin } from './local-only.ts';
import { pageFileRoutes } from './page-files.ts';
import { readTurnRequest } from './turn-request.ts';
import { PLATFORM, type WebLog, type WebTurns } from './types.ts';
import { wireMessages } from './wire-message.ts';

const CONVERSATIONS = '/api/web/conversations/';

/**
 * The local page: its files at `/` and the two addresses it talks to. It needs no deliverer, since it reads what was
 * said from the transcript, which also makes a retried post and a reload show the same.
 *
 * - `POST /api/web/turns` `{conversation, deliveryKey, event, after?}` -> `{conversation, seq, messages}`
 * - `GET /api/web/conversations/<id>?after=<seq>` -> the same
 *
 * Errors are `{error: {code, message}}` with the remedy in the message.
 */
export function createWebAdapter(options: { readonly turns: WebTurns; readonly log: WebLog }): {
  readonly routes: readonly Route[];
} {
  const { turns, log } = options;
  return {
    routes: [
      ...pageFileRoutes(),
      { method: 'POST', path: '/api/web/turns', handle: guarded((request) => postTurn(turns, log, request)) },
      {
        method: 'GET',
        path: `${CONVERSATIONS}*`,
        handle: guarded((request) => getConversation(turns, request)),
      },
    ],
  };
}

function guarded(handle: (request: HttpRequest) => Promise<HttpResponse>): Route['handle'] {
  return (request) => {
    const refusal = notLocal(request);
    return refusal === null ? handle(request) : failure(403, 'not-local', refusal);
  };
}

async function postTurn(turns: WebTurns, log: WebLog, request: HttpRequest): Promise<HttpResponse> {
  const refusal = notSameOrigin(request);
  if (refusal !== null) return failure(403, 'not-same-origin', refusal);
  const read = readTurnRequest(request.body);
  if (!read.ok) return failure(400, 'bad-request', read.problem);
  const result = await handled(turns, log, read.delivery);
  if (result === null)
    return failure(503, 'not-saved', 'The message could not be saved. Nothing changed; try again.');
  if (result.status === 'limited') return failure(429, 'too-many', limitText(result));
  if (result.status === 'damaged') return damaged();
  const conversation = result.status === 'unknown-conversation' ? null : result.conversation;
  return conversation === null ? unknown() : transcriptAnswer(turns, conversation, read.after);
}

async function handled(
  turns: WebTurns,
  log: WebLog,
  delivery: Parameters<WebTurns['handle']>[0],
): Promise<TurnResult | null> {
  try {
    return await turns.handle(delivery);
  } catch (error) {
    log.error({ error, platform: PLATFORM }, 'turn failed');
    return null;
  }
}

async function getConversation(turns: WebTurns, request: HttpRequest): Promise<HttpResponse> {
  const id = decodedId(request.path.slice(CONVERSATIONS.length));
  const after = Number(request.query.get('after') ?? '0');
  if (!Number.isSafeInteger(after) || after < 0) {
    return failure(400, 'bad-request', 'after: expected the number of a turn, 0 for all');
  }
  // Ids of other platforms' conversations are as good as unknown here: the page must not show what was said elsewhere.
  const found = id === null ? null : await turns.conversation(id);
  if (found?.status === 'damaged') return damaged();
  if (found?.status !== 'found' || found.platform !== PLATFORM) return unknown();
  return transcriptAnswer(turns, found.id, after);
}

async function transcriptAnswer(turns: WebTurns, conversation: string, after: number): Promise<HttpResponse> {
  const entries = await turns.transcript(conversation, after);
  const seq = entries.at(-1)?.seq ?? after;
  return json(200, { conversation, seq, messages: wireMessages(conversation, entries) });
}

function unknown(): HttpResponse {
  return failure(
    404,
    'unknown-conversation',
    'This conversation is not known here (any more). Start a new one.',
  );
}

function damaged(): HttpResponse {
  return failure(410, 'damaged', 'This conversation cannot be read any more. Start a new one.');
}

function failure(status: number, code: string, message: string): HttpResponse {
  return json(status, { error: { code, message } });
}

function json(status: number, value: unknown): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

function decodedId(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
