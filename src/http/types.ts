import type { IncomingHttpHeaders } from 'node:http';

/** One request with its body read whole; raw, because signatures are made over the raw bytes. */
export type HttpRequest = {
  readonly method: string;
  /** Path without query string, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Address of the peer of the connection, which may be a proxy; null once it has gone. */
  readonly remoteAddress: string | null;
};

/** The answer. Its headers win over the standard security headers of the same name. */
export type HttpResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** One line of the route table. A path that ends in `/*` matches everything below it. */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly handle: (request: HttpRequest) => Promise<HttpResponse> | HttpResponse;
};

/** What the server needs of a logger: fixed message, details as fields. */
export type HttpLog = {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
};
