import type { Criterion } from './model.ts';
import type { SourceFile } from './read-folders.ts';
import { type Checked, checkSchema } from './schema-findings.ts';
import { type Vocabulary, vocabularySchema } from './vocabulary.ts';
import { checkVocabulary } from './vocabulary-checks.ts';
import { parseYaml } from './yaml-file.ts';

/**
 * Put the files of the vocabulary together, so that an organisation adds phrases in a file of its own: lists are
 * joined in the order of the files, maps key by key. No value when any file is at fault.
 */
export function buildVocabulary(
  files: readonly SourceFile[],
  criteria: ReadonlyMap<string, Criterion>,
): Checked<Vocabulary> {
  const checked = files.map((file) => checkFile(file, criteria));
  const findings = checked.flatMap((each) => each.findings);
  if (findings.length > 0) return { value: null, findings };
  const whole = checked.reduce<unknown>((sum, { value }) => merged(sum, value), vocabularySchema.parse({}));
  return { value: vocabularySchema.parse(whole), findings };
}

function checkFile(
  { file, content }: SourceFile,
  criteria: ReadonlyMap<string, Criterion>,
): Checked<Vocabulary> {
  const yaml = parseYaml(file, content);
  const { value, findings } = checkSchema<Vocabulary>(vocabularySchema, yaml);
  if (value === null) return { value, findings };
  return { value, findings: checkVocabulary(value, yaml, criteria) };
}

function merged(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (!isMap(a) || !isMap(b)) return b;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(
    keys.map((key) => [key, key in a && key in b ? merged(a[key], b[key]) : (b[key] ?? a[key])]),
  );
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
