import { PassThrough, Readable } from 'node:stream';
import { run } from '../../src/commands/run.ts';

/** One call of the command line in this process, which saves the second that a process of its own takes to start. */
export async function runHere(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  now: () => number = () => Date.now(),
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const code = await run(argv, { env, input: Readable.from([]), output, errors, now });
  return { code, stdout: textOf(output), stderr: textOf(errors) };
}

function textOf(stream: PassThrough): string {
  const text: unknown = stream.read();
  return text === null ? '' : String(text);
}
