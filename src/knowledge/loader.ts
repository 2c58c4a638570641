import { createHash } from 'node:crypto';
import { buildAsked } from './build-asked.ts';
import { buildCriterion } from './build-criterion.ts';
import { buildNextSteps } from './build-next-steps.ts';
import { buildPreset } from './build-preset.ts';
import { buildRules } from './build-rule.ts';
import { buildSection } from './build-section.ts';
import { buildVocabulary } from './build-vocabulary.ts';
import { checkCriteria } from './check-criteria.ts';
import { checkEngines } from './check-engines.ts';
import { crossCheck, type Parts } from './cross-checks.ts';
import { type Finding, KnowledgeError, sortFindings } from './findings.ts';
import type { Knowledge } from './model.ts';
import { type FilesRead, readFolders, type SourceFile } from './read-folders.ts';
import { checkSchema } from './schema-findings.ts';
import { engineSchema } from './schemas/engine.ts';
import { productsSchema } from './schemas/product.ts';
import { topicSchema } from './schemas/topic.ts';
import type { Vocabulary } from './vocabulary.ts';
import { parseYaml } from './yaml-file.ts';

/**
 * Knowledge made of all files that are in order, and what is wrong with the others. No knowledge when the vocabulary
 * is at fault: it is one whole, and half of it would misread people.
 */
export type Inspection = { readonly knowledge: Knowledge | null; readonly findings: readonly Finding[] };

/**
 * Load the knowledge base from folders laid over one another; of two files with the same path the later folder's
 * is taken, and rules from any folder but the first are house rules.
 * @throws KnowledgeError with all findings of all files when anything is wrong.
 * @example const knowledge = await loadKnowledge(['knowledge', '/etc/acme/knowledge']);
 */
export async function loadKnowledge(folders: readonly string[]): Promise<Knowledge> {
  const { knowledge, findings } = await inspectKnowledge(folders);
  if (knowledge === null || findings.length > 0) throw new KnowledgeError(findings);
  return knowledge;
}

/** As `loadKnowledge`, but returns the findings beside the knowledge that can be made of the faultless files. */
export async function inspectKnowledge(folders: readonly string[]): Promise<Inspection> {
  return inspectFiles(await readFolders(folders));
}

/** As `inspectKnowledge`, of files that were read before; `findings` are those of the reading. */
export function inspectFiles({ files, findings }: FilesRead): Inspection {
  const built = buildParts(files);
  const vocabulary = buildVocabulary(
    files.filter((file) => file.path.startsWith(UNDERSTANDING)),
    built.parts.criteria,
  );
  const all = [...findings, ...built.findings, ...vocabulary.findings, ...crossCheck(built.parts)];
  const knowledge =
    vocabulary.value === null ? null : assemble(versionOf(files), built.parts, vocabulary.value);
  return { knowledge, findings: sortFindings(all) };
}

const UNDERSTANDING = 'vocabulary/understanding/';
/** Short enough to be read out, long enough that two knowledge bases never share it. */
const VERSION_CHARACTERS = 12;

/** Content hash of knowledge files in hex: the same files give the same hash on every machine. */
export function contentHash(files: readonly Omit<SourceFile, 'file'>[]): string {
  const hash = createHash('sha256');
  for (const { path, house, content } of files) hash.update(JSON.stringify([path, house, content]));
  return hash.digest('hex');
}

/** The name of a version of the knowledge: the beginning of its content hash. */
export function versionOf(files: readonly Omit<SourceFile, 'file'>[]): string {
  return contentHash(files).slice(0, VERSION_CHARACTERS);
}

function assemble(version: string, parts: Parts, vocabulary: Vocabulary): Knowledge {
  return {
    version,
    date: dateOf(parts),
    engines: parts.engines,
    criteria: [...parts.criteria.values()],
    rules: parts.rules.map(({ rule }) => rule),
    topics: parts.topics.map(({ topic }) => topic),
    elsewhere: parts.elsewhere,
    sections: parts.sections.map(({ section }) => section),
    products: parts.products.map(({ product }) => product),
    presets: [...parts.presets].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
    nextSteps: parts.nextSteps.map(({ steps }) => steps),
    vocabulary,
  };
}

/** The newest day on which anything in it was checked, so that the date too comes from the content alone. */
function dateOf({ sections, engines }: Parts): string {
  const days = [...sections.map(({ section }) => section.checked), ...engines.map(({ checked }) => checked)];
  return days.reduce((newest, day) => (day > newest ? day : newest), '');
}

function buildParts(files: readonly SourceFile[]): { parts: Parts; findings: Finding[] } {
  const findings: Finding[] = [];
  /** Build one kind of file, keep what is in order, and note the rest. */
  const each = <T>(
    kind: string,
    build: (id: string, file: SourceFile) => { value: T | null; findings: readonly Finding[] },
  ): T[] =>
    files
      .filter(({ path }) => isOf(kind, path))
      .flatMap((file) => {
        const made = build(idOf(kind, file.path), file);
        findings.push(...made.findings);
        return made.value === null ? [] : [made.value];
      });
  const placed = each('criteria', buildPlacedCriterion);
  const engines = each('engines', buildEngine);
  findings.push(
    ...checkCriteria(placed, idsOf('criteria', files)),
    ...checkEngines(engines, idsOf('criteria', files)),
  );
  const criteria = new Map(placed.map(({ criterion }) => [criterion.id, criterion]));
  const asked = each('asked', (id, { file, content }) => {
    const { value, findings: faults } = buildAsked(file, content);
    return { value: { topic: id, file, questions: value }, findings: faults };
  });
  const parts: Parts = {
    criteria,
    placedCriteria: placed,
    engines: engines.map(({ engine }) => engine),
    topics: each('topics', buildTopic).map((placed) => withAsked(placed, asked)),
    asked,
    elsewhere: each('elsewhere', (_, { file, content }) => buildAsked(file, content)).flat(),
    sections: each('sections', (id, file) => buildSection(id, file.file, file.content)),
    rules: each('rules', (_, file) => {
      const made = buildRules(parseYaml(file.file, file.content), criteria, file.house);
      return { value: made.rules, findings: made.findings };
    }).flat(),
    products: each('vocabulary', buildProducts).flat(),
    presets: each('presets', (id, { file, content }) => buildPreset(id, parseYaml(file, content), criteria)),
    nextSteps: each('next-steps', (id, { file, content }) => buildNextSteps(id, parseYaml(file, content))),
    ids: {
      engines: idsOf('engines', files),
      criteria: idsOf('criteria', files),
      topics: idsOf('topics', files),
      sections: idsOf('sections', files),
    },
  };
  return { parts, findings };
}

function buildPlacedCriterion(id: string, { file, content }: SourceFile) {
  const yaml = parseYaml(file, content);
  const { value, findings } = buildCriterion(id, yaml);
  return { value: value === null ? null : { criterion: value, yaml }, findings };
}

function buildEngine(id: string, { file, content }: SourceFile) {
  const yaml = parseYaml(file, content);
  const checked = checkSchema(engineSchema, yaml);
  return {
    value: checked.value === null ? null : { engine: { id, ...checked.value }, yaml },
    findings: checked.findings,
  };
}

function buildTopic(id: string, { file, content }: SourceFile) {
  const yaml = parseYaml(file, content);
  const checked = checkSchema(topicSchema, yaml);
  return {
    value: checked.value === null ? null : { topic: { id, ...checked.value, asked: [] }, yaml },
    findings: checked.findings,
  };
}

function withAsked(placed: Parts['topics'][number], asked: Parts['asked']): Parts['topics'][number] {
  const own = asked.filter(({ topic }) => topic === placed.topic.id).flatMap(({ questions }) => questions);
  return { ...placed, topic: { ...placed.topic, asked: own } };
}

function buildProducts(_id: string, { file, content }: SourceFile) {
  const yaml = parseYaml(file, content);
  const { value, findings } = checkSchema(productsSchema, yaml);
  return { value: value?.map((product, index) => ({ product, yaml, path: [index] })) ?? null, findings };
}

function isOf(kind: string, path: string): boolean {
  return path.startsWith(`${kind}/`) && !path.startsWith(UNDERSTANDING);
}

/** The id of a file: its path below the folder of its kind, without the ending. */
function idOf(kind: string, path: string): string {
  return path.slice(kind.length + 1).replace(/\.(?:yaml|md|txt)$/, '');
}

function idsOf(kind: string, files: readonly SourceFile[]): Set<string> {
  return new Set(files.filter(({ path }) => isOf(kind, path)).map(({ path }) => idOf(kind, path)));
}
