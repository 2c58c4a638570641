/** Frames kept: enough to find the place. */
const FRAMES = 3;

/**
 * What a log line may say of an error: its kind, its code and where it arose. Not its message, which may quote what a
 * person wrote. Wrappers that keep the `original` error are looked into.
 */
export function errorFields(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const inner: unknown = 'original' in error ? error.original : undefined;
  if (inner instanceof Error) return errorFields(inner);
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { error: error.name, ...code, at: framesOf(error.stack ?? '') };
}

function framesOf(stack: string): string[] {
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  return frames.slice(0, FRAMES).map((line) => line.trim());
}
