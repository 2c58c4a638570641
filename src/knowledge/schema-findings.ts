import type { z } from 'zod';
import type { Finding } from './findings.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** What came of checking a file: its value when it fits the schema, else what is wrong with it. */
export type Checked<T> = { readonly value: T | null; readonly findings: readonly Finding[] };

type Issue = z.core.$ZodIssue;

/** Check a parsed file, or the part of it at `under`, against a schema; each issue becomes a finding at its place. */
export function checkSchema<T>(
  schema: z.ZodType<T>,
  yaml: YamlFile,
  part: unknown = yaml.value,
  under: Path = [],
): Checked<T> {
  if (yaml.findings.length > 0) return { value: null, findings: yaml.findings };
  const result = schema.safeParse(part);
  if (result.success) return { value: result.data, findings: [] };
  return {
    value: null,
    findings: result.error.issues.flatMap((issue) => fromIssue(yaml, part, under, issue)),
  };
}

function fromIssue(yaml: YamlFile, part: unknown, under: Path, issue: Issue): Finding[] {
  const path = [...under, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(yaml, path, key));
  const name = path.length === 0 ? 'The file' : `"${path.join('.')}"`;
  const came = valueAt(part, issue.path);
  const remedy = came === undefined ? `Add ${name}.` : remedyFor(issue, came);
  return [yaml.at(path, `${name}: expected ${expected(issue)}, got ${describe(came)}.`, remedy)];
}

function unknownKey(yaml: YamlFile, path: Path, key: string): Finding {
  const where = path.length === 0 ? 'this file' : `"${path.join('.')}"`;
  return yaml.atKey(
    path,
    key,
    `Expected only known keys in ${where}, got "${key}".`,
    'Remove it or mend its spelling.',
  );
}

function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_WORDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return sized(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return sized(issue.origin, 'at most', issue.maximum);
    default:
      return issue.message;
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  boolean: 'true or false',
};

function sized(origin: string, bound: string, size: number | bigint): string {
  if (origin === 'string')
    return size === 1 ? 'a text that is not empty' : `a text of ${bound} ${size} characters`;
  return origin === 'array' ? `a list of ${bound} ${size} entries` : `a number of ${bound} ${size}`;
}

function remedyFor(issue: Issue, came: unknown): string {
  const textWanted = issue.code === 'invalid_type' && issue.expected === 'string';
  if (textWanted && typeof came === 'number') return `Put it in quotes: "${came}".`;
  if (textWanted && typeof came === 'boolean') return `Put it in quotes: "${came}".`;
  return 'Change it to what is expected.';
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return `a list of ${value.length} entries`;
  if (typeof value === 'object') return 'a map of keys and values';
  return JSON.stringify(value);
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}
