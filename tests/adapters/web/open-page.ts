import { createWebAdapter } from '../../../src/adapters/web/web-adapter.ts';
import { createHttpServer } from '../../../src/http/server.ts';
import { type Script, scriptedTurns } from '../scripted-turns.ts';

/** The page's adapter on a real HTTP server, with a stand-in for what comes behind it. */
export async function openPage(script: Script) {
  const turns = scriptedTurns(script);
  const logged: string[] = [];
  const log = { error: (_fields: object, message: string) => void logged.push(message) };
  const server = createHttpServer({ routes: createWebAdapter({ turns, log }).routes, log });
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
  const origin = `http://127.0.0.1:${port}`;

  async function call(path: string, init: RequestInit = {}) {
    const response = await fetch(origin + path, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  return {
    origin,
    turns,
    logged,
    get: (path: string, headers: Record<string, string> = {}) => call(path, { headers }),
    post: (body: unknown, headers: Record<string, string> = {}) =>
      call('/api/web/turns', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: () => server.stop(),
  };
}
