import type { HttpRequest } from '../../http/types.ts';
import { isFromThisMachine, isLoopbackHost } from '../loopback.ts';

/**
 * Why a request may not use the page, or null when it may. The page knows no accounts, so it is for people at this
 * machine: also while the same port serves a chat platform to the world. The `Host` name is checked as well, or any
 * web site could reach the page by pointing its own name at 127.0.0.1 (DNS rebinding).
 */
export function notLocal(request: HttpRequest): string | null {
  if (!isFromThisMachine(request)) {
    return 'The page is only served to this machine. Open it there, or use the chat platform.';
  }
  const host = (request.headers.host ?? '').replace(/:\d{1,5}$/, '');
  if (!isLoopbackHost(host)) {
    return 'Open the page as http://localhost or http://127.0.0.1 with its port; other names are refused.';
  }
  return null;
}

/**
 * Why a post may not have an effect, or null when it may. Browsers name the origin of every post and send JSON across
 * sites only after a preflight that is never granted; a script without a browser names no origin and is let in.
 */
export function notSameOrigin(request: HttpRequest): string | null {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    (origin !== undefined && origin !== `http://${host}`) || (site !== undefined && site !== 'same-origin');
  if (foreign) return 'The request came from another site; only the page itself may post here.';
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return 'Expected content-type application/json.';
  return null;
}
