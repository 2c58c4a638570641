import type { HttpRequest, HttpResponse, Route } from '../../http/types.ts';
import { isFromThisMachine } from '../loopback.ts';
import { type Activity, readActivity, tenantOf } from './activity.ts';
import type { Bot } from './bot.ts';
import { allowsServiceUrl } from './service-url.ts';
import { type Taking, takeActivity } from './take-activity.ts';
import type { TeamsConfig } from './types.ts';

export type Door = Taking & { readonly bot: Bot; readonly config: TeamsConfig };

/** `POST /api/messages`, where the Bot Connector or a local emulator delivers. Bodies of answers say nothing of errors. */
export function messagesRoute(door: Door): Route {
  return { method: 'POST', path: '/api/messages', handle: (request) => receive(door, request) };
}

async function receive(door: Door, request: HttpRequest): Promise<HttpResponse> {
  const body = readBody(request);
  if (body === null) return refuse(door, 400, 'no-json');
  const read = readActivity(body);
  if (!read.ok) return refuse(door, 400, 'unreadable', { at: read.at, fault: read.fault });
  const { activity } = read;
  const reason = refusal(door.config, request, activity);
  // The host tells which cloud a refused service URL belongs to.
  if (reason !== null)
    return refuse(door, 403, reason, { host: URL.parse(activity.serviceUrl)?.host.slice(0, 100) });
  const status = await door.bot.receive(
    { headers: request.headers, body },
    (_, tools) => takeActivity(door, activity, tools),
    (error) => {
      door.count('failed', 'turn');
      door.log.error({ error }, 'teams activity not handled');
    },
  );
  if (status >= 400) return refuse(door, status, 'not-accepted');
  return { status };
}

/** What is checked beside the SDK's token check, which is silent about these. */
function refusal(config: TeamsConfig, request: HttpRequest, activity: Activity): string | null {
  if (!allowsServiceUrl(config.mode, activity.serviceUrl)) return 'service-url';
  if (config.mode === 'local') return isFromThisMachine(request) ? null : 'not-from-this-machine';
  return tenantOf(activity) === config.environment['MicrosoftAppTenantId'] ? null : 'tenant';
}

function readBody(request: HttpRequest): Record<string, unknown> | null {
  // A web page can post plain text across sites without asking; JSON it cannot.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return null;
  try {
    const body: unknown = JSON.parse(request.body.toString('utf8'));
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null;
  } catch {
    return null;
  }
}

const PHRASES: Readonly<Record<number, string>> = {
  400: 'bad request',
  401: 'unauthorized',
  403: 'forbidden',
  500: 'internal error',
};

function refuse({ count, log }: Door, status: number, reason: string, more: object = {}): HttpResponse {
  count('refused', reason);
  log.warn({ status, reason, ...more }, 'teams delivery refused');
  return { status, body: PHRASES[status] ?? 'not accepted' };
}
