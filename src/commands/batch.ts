import { createInterface } from 'node:readline';
import type { z } from 'zod';

export type Streams = {
  readonly input: NodeJS.ReadableStream;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
};

/**
 * Answer one JSON object a line, in order. A line that cannot be read gets an error object in its place, so that answers
 * keep their positions, and a line on stderr.
 * @returns the exit code: 0, or 2 when a line could not be read.
 */
export async function answerBatch<T>(
  streams: Streams,
  schema: z.ZodType<T>,
  answer: (input: T) => unknown,
): Promise<0 | 2> {
  let number = 0;
  let code: 0 | 2 = 0;
  for await (const line of createInterface({ input: streams.input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    number += 1;
    const result = answerLine(line, schema, answer);
    if ('error' in result) {
      code = 2;
      streams.err(`line ${number}: ${result.error}`);
    }
    streams.out(JSON.stringify('error' in result ? { error: result.error, line: number } : result.answer));
  }
  return code;
}

type Outcome = { readonly answer: unknown } | { readonly error: string };

function answerLine<T>(line: string, schema: z.ZodType<T>, answer: (input: T) => unknown): Outcome {
  const value = readJson(line);
  if (value === undefined)
    return { error: `expected one JSON object, got ${quote(line)}; write one object a line` };
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { error: issues(parsed.error) };
  try {
    return { answer: answer(parsed.data) };
  } catch (error) {
    // A value that is no value of its criterion is the caller's mistake; anything else is ours and must surface.
    if (error instanceof Error && 'remedy' in error)
      return { error: `${error.message} ${String(error.remedy)}` };
    throw error;
  }
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // said to the caller as "expected one JSON object"
  }
}

function issues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'the object'}: ${issue.message}`).join('; ');
}

function quote(line: string): string {
  return line.length > 60 ? `"${line.slice(0, 60)}..."` : `"${line}"`;
}
