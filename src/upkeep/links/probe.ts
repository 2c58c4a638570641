/** What an address answered. */
export type Probe =
  | { readonly kind: 'ok' }
  | { readonly kind: 'moved'; readonly to: string }
  /** Gone or never there. */
  | { readonly kind: 'broken'; readonly status: number }
  /** The server would not say: it wants a login, is overloaded, or keeps programs out. */
  | { readonly kind: 'refused'; readonly status: number }
  /** No answer at all: unknown host, refused connection, broken encryption or time out. */
  | { readonly kind: 'silent'; readonly why: string };

/** Slow documentation servers answer within this. */
export const TIMEOUT_MS = 15_000;
/** Some servers refuse HEAD; only the answer's status is looked at, so its body is dropped. */
const METHODS = ['HEAD', 'GET'] as const;
const GONE: ReadonlySet<number> = new Set([404, 410]);
const HEADERS = { 'user-agent': 'streamchoice-link-check', accept: 'text/html,application/pdf,*/*' };

/** Ask for one address, following redirects. Never throws: a failure is an answer too. */
export async function probe(url: string, fetch: typeof globalThis.fetch, timeoutMs: number): Promise<Probe> {
  let last: Probe = { kind: 'silent', why: 'not asked' };
  for (const method of METHODS) {
    last = await ask(url, method, fetch, timeoutMs);
    if (last.kind === 'ok' || last.kind === 'moved' || last.kind === 'silent') return last;
  }
  return last;
}

async function ask(
  url: string,
  method: string,
  fetch: typeof globalThis.fetch,
  timeoutMs: number,
): Promise<Probe> {
  try {
    const response = await fetch(url, { method, headers: HEADERS, signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    if (!response.ok)
      return { kind: GONE.has(response.status) ? 'broken' : 'refused', status: response.status };
    return response.redirected ? { kind: 'moved', to: response.url } : { kind: 'ok' };
  } catch (error) {
    return { kind: 'silent', why: reasonOf(error, timeoutMs) };
  }
}

/** `fetch` wraps what happened on the wire in a cause. */
function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}
