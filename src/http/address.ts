import type { HttpRequest } from './types.ts';

/** Of letters, digits and dashes only: nothing that a URL would write in another way. */
const PLAIN_PATH = /^(?:\/[\w-]+)+$/;

/** Path and query of a request's address, as a URL has them; null when it is none. Plain paths are not taken apart. */
export function addressOf(text: string): Pick<HttpRequest, 'path' | 'query'> | null {
  if (PLAIN_PATH.test(text)) return { path: text, query: new URLSearchParams() };
  // Only path and query are taken from it; the host is a placeholder.
  const url = URL.parse(text, 'http://localhost');
  return url === null ? null : { path: url.pathname, query: url.searchParams };
}
