import type { Finding } from './findings.ts';
import type { Criterion } from './model.ts';
import { unknownSets } from './pattern-syntax.ts';
import type { SourceFile } from './read-folders.ts';
import { type Checked, checkSchema } from './schema-findings.ts';
import { type Vocabulary, vocabularySchema } from './vocabulary.ts';
import { checkVocabulary } from './vocabulary-checks.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';

/** One file of the vocabulary with its text, so that later checks can point into it. */
type PlacedVocabulary = { readonly vocabulary: Vocabulary; readonly yaml: YamlFile };

/**
 * Put the files of the vocabulary together, so that an organisation adds phrases in a file of its own: lists are
 * joined in the order of the files, and so are the ordinary words of spelling, maps key by key. No value when any file is
 * at fault.
 */
export function buildVocabulary(
  files: readonly SourceFile[],
  criteria: ReadonlyMap<string, Criterion>,
): Checked<Vocabulary> {
  const checked = files.map((file) => checkFile(file, criteria));
  const placed = checked.flatMap(({ value }) => (value === null ? [] : [value]));
  // A set may stand in any of the files; while one of them is at fault nobody knows which sets there are.
  const sets = placed.length < files.length ? [] : setFindings(placed);
  const findings = [...checked.flatMap((each) => each.findings), ...sets];
  if (findings.length > 0) return { value: null, findings };
  const parts = placed.map(({ vocabulary }) => vocabulary);
  const whole = parts.reduce<unknown>(merged, vocabularySchema.parse({}));
  return { value: vocabularySchema.parse(whole), findings };
}

function checkFile(
  { file, content }: SourceFile,
  criteria: ReadonlyMap<string, Criterion>,
): Checked<PlacedVocabulary> {
  const yaml = parseYaml(file, content);
  const { value, findings } = checkSchema<Vocabulary>(vocabularySchema, yaml);
  if (value === null) return { value, findings };
  return { value: { vocabulary: value, yaml }, findings: checkVocabulary(value, yaml, criteria) };
}

function setFindings(placed: readonly PlacedVocabulary[]): Finding[] {
  const known = new Set(placed.flatMap(({ vocabulary }) => Object.keys(vocabulary.sets)));
  const names = [...known].sort().join(', ');
  return placed.flatMap(({ vocabulary, yaml }) =>
    unknownSets(vocabulary, known).map(({ path, set }) =>
      yaml.at(
        path,
        `Expected the name of a set, got "@${set}".`,
        `Add it under "sets". Known sets: ${names}.`,
      ),
    ),
  );
}

function merged(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (!isMap(a) || !isMap(b)) return b;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(
    keys.map((key) => [key, key in a && key in b ? mergedAt(key, a[key], b[key]) : (b[key] ?? a[key])]),
  );
}

/** Texts that are lists of words: each file adds to them. */
const WORD_LISTS: ReadonlySet<string> = new Set(['ordinary']);

function mergedAt(key: string, a: unknown, b: unknown): unknown {
  return WORD_LISTS.has(key) && typeof a === 'string' && typeof b === 'string'
    ? `${a} ${b}`.trim()
    : merged(a, b);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
