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
 * stalls its sender and holds up the shutdown.
 */
export async function readBody(request: IncomingMessage, limit = BODY_LIMIT_BYTES): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > DISCARD_LIMIT_BYTES) return { kind: 'broken' };
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch {
    return { kind: 'broken' };
  }
  return size > limit ? { kind: 'too-large' } : { kind: 'whole', bytes: Buffer.concat(chunks) };
}
