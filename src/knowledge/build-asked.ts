import type { Finding } from './findings.ts';

/** Longer than any question anybody typed in earnest; a longer line is a text that lies in the wrong file. */
const LONGEST = 200;

/**
 * The questions of a file `asked/<topic>.txt` or `elsewhere/<name>.txt`: one a line, as people put them. Blank lines and
 * lines that begin with # are left out.
 */
export function buildAsked(file: string, content: string): { value: string[]; findings: Finding[] } {
  const value: string[] = [];
  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  for (const [index, raw] of content.split('\n').entries()) {
    const text = raw.trim();
    if (text === '' || text.startsWith('#')) continue;
    const fault = faultOf(text, seen);
    if (fault === null) value.push(text);
    else findings.push({ file, line: index + 1, column: 1, ...fault });
    seen.set(keyOf(text), index + 1);
  }
  return { value, findings };
}

function faultOf(
  text: string,
  seen: ReadonlyMap<string, number>,
): Pick<Finding, 'message' | 'remedy'> | null {
  const before = seen.get(keyOf(text));
  if (before !== undefined)
    return {
      message: `Expected each question once, got that of line ${before} again.`,
      remedy: 'Remove it.',
    };
  if (text.length <= LONGEST) return null;
  const message = `Expected a question of at most ${LONGEST} characters, got ${text.length}.`;
  return { message, remedy: 'Shorten it to what a person would type.' };
}

function keyOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
