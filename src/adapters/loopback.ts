import type { HttpRequest } from '../http/types.ts';

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
const LOOPBACK_ADDRESS = /^(::ffff:)?127(\.\d{1,3}){3}$|^::1$/;
/** Set by proxies and tunnels: then the peer is not the sender, whatever its address. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const;

/** Whether a host name, without port, can only mean this machine. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOST.test(host);
}

/** Whether a request was sent from this machine, and not through a proxy or tunnel that ends on it. */
export function isFromThisMachine(request: HttpRequest): boolean {
  const direct = PROXY_HEADERS.every((name) => request.headers[name] === undefined);
  return direct && LOOPBACK_ADDRESS.test(request.remoteAddress ?? '');
}
