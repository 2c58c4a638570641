import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Card } from '../../../src/adapters/cards/card-json.ts';

/** One message as the conversation shows it now. */
export type Shown = {
  readonly id: string;
  readonly text: string;
  readonly summary: string;
  readonly card: Card | null;
  readonly edited: boolean;
};

type Refusal = { readonly status: number; readonly code?: string; readonly headers?: Record<string, string> };

/**
 * A Bot Connector on loopback: keeps what each conversation holds, as Teams would show it. `refuseNext` makes the next
 * calls fail as the real one does.
 */
export async function openFakeConnector() {
  const conversations = new Map<string, Shown[]>();
  const refusals: Refusal[] = [];
  const byPath = new Map<string, Refusal>();
  const calls: string[] = [];
  const channels = new Map<string, readonly { id: string; name?: string }[]>();
  let next = 1000;

  const server = createServer(async (request, response) => {
    const body = await readJson(request);
    const path = decoded(request.url ?? '');
    if (path === null)
      return answer(response, 400, { error: { code: 'BadArgument', message: 'malformed address' } });
    calls.push(`${request.method} ${path}`);
    const refusal = refusals.shift() ?? byPath.get(path) ?? byPath.get(`${request.method} ${path}`);
    if (refusal)
      return answer(
        response,
        refusal.status,
        refusal.code === undefined ? {} : { error: { code: refusal.code, message: 'no' } },
        refusal.headers,
      );
    const [status, result] = route(request.method ?? '', path, body);
    answer(response, status, result);
  });

  function route(method: string, path: string, body: Record<string, unknown>): [number, unknown] {
    const team = /^\/v3\/teams\/(.+)\/conversations$/.exec(path)?.[1];
    if (method === 'GET' && team) return [200, { conversations: channels.get(team) ?? [] }];
    if (method === 'POST' && path === '/v3/conversations') return openThread(body);
    const [, conversation = '', message] =
      /^\/v3\/conversations\/(.+?)\/activities(?:\/(.+))?$/.exec(path) ?? [];
    if (method === 'POST' && conversation) return [201, { id: post(conversation, body) }];
    const change = { PUT: replace, DELETE: take }[method];
    if (change !== undefined && message) return change(conversation, message, body);
    return [404, { error: { code: 'NotFound', message: 'no such call' } }];
  }

  function post(conversation: string, body: Record<string, unknown>): string {
    next += 1;
    const id = String(next);
    conversations.set(conversation, [...(conversations.get(conversation) ?? []), shown(id, body, false)]);
    return id;
  }

  function openThread(body: Record<string, unknown>): [number, unknown] {
    const { channel } = body['channelData'] as { channel: { id: string } };
    const thread = `${channel.id};messageid=${next + 1}`;
    post(thread, body['activity'] as Record<string, unknown>);
    return [201, { id: thread, activityId: String(next) }];
  }

  function replace(conversation: string, id: string, body: Record<string, unknown>): [number, unknown] {
    const messages = conversations.get(conversation) ?? [];
    if (!messages.some((one) => one.id === id))
      return [404, { error: { code: 'ActivityNotFoundInConversation' } }];
    conversations.set(
      conversation,
      messages.map((one) => (one.id === id ? shown(id, body, true) : one)),
    );
    return [200, { id }];
  }

  function take(conversation: string, id: string): [number, unknown] {
    const messages = conversations.get(conversation) ?? [];
    if (!messages.some((one) => one.id === id))
      return [404, { error: { code: 'ActivityNotFoundInConversation' } }];
    conversations.set(
      conversation,
      messages.filter((one) => one.id !== id),
    );
    return [200, {}];
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** What a conversation shows, oldest first. */
    shows: (conversation: string): readonly Shown[] => conversations.get(conversation) ?? [],
    conversations: () => [...conversations.keys()],
    calls,
    remove: (conversation: string) => conversations.delete(conversation),
    /** Make every call of one path fail, or those of one HTTP method only. */
    refuseOn: (path: string, refusal: Refusal, method?: string) =>
      byPath.set(method === undefined ? path : `${method} ${path}`, refusal),
    refuseNext: (...next: readonly Refusal[]) => refusals.push(...next),
    setChannels: (team: string, list: readonly { id: string; name?: string }[]) => channels.set(team, list),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type FakeConnector = Awaited<ReturnType<typeof openFakeConnector>>;

function shown(id: string, body: Record<string, unknown>, edited: boolean): Shown {
  const attachments = (body['attachments'] ?? []) as { contentType: string; content: Card }[];
  const card = attachments.find((one) => one.contentType === 'application/vnd.microsoft.card.adaptive');
  return {
    id,
    text: String(body['text'] ?? ''),
    summary: String(body['summary'] ?? ''),
    card: card?.content ?? null,
    edited,
  };
}

/** Null for an address that cannot be one, such as "/v3%/conversations". */
function decoded(url: string): string | null {
  try {
    return decodeURIComponent(url);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
