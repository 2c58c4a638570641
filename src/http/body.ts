import type { IncomingMessage } from 'node:http';

/** 1 MB: chat platforms send some tens of kilobytes at most. */
export const BODY_LIMIT_BYTES = 1_048_576;
/** A sender who goes on past this is cut off rather than read to the end. */
const DISCARD_LIMIT_BYTES = 32 * BODY_LIMIT_BYTES;

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** The sender went away, was too slow, or sent without end: nobody is left to answer. */
  | { readonly kind: 'broken' };

/**
 * Read the raw body once. What goes over `limit` (bytes) is still read and thrown away: a connection left unread
 * stalls its sender and holds up the shutdown. Listens to the stream's events: iterating over it costs a request about
 * a tenth of its time.
 */
export function readBody(request: IncomingMessage, limit = BODY_LIMIT_BYTES): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > DISCARD_LIMIT_BYTES) resolve({ kind: 'broken' });
      else if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once('end', () => resolve(size > limit ? { kind: 'too-large' } : whole(chunks)));
    request.once('error', () => resolve({ kind: 'broken' }));
    // A sender that goes away ends the stream without an end.
    request.once('close', () => resolve({ kind: 'broken' }));
  });
}

function whole(chunks: readonly Buffer[]): Body {
  const [only] = chunks;
  return { kind: 'whole', bytes: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks) };
}
