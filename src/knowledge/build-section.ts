import type { Finding } from './findings.ts';
import type { Section } from './model.ts';
import { type Checked, checkSchema } from './schema-findings.ts';
import { sectionSchema } from './schemas/section.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';

/** A section with its front matter, so that later checks can point into it. */
export type PlacedSection = { readonly section: Section; readonly yaml: YamlFile };

const FENCE = '---';

/** Read a section from its Markdown file; its id `<engine>/<topic>/<slug>` comes from the path. */
export function buildSection(id: string, file: string, content: string): Checked<PlacedSection> {
  const [engine = '', topic = ''] = id.split('/');
  const split = splitFrontMatter(content);
  if (split === null) return { value: null, findings: [noFrontMatter(file)] };
  const yaml = parseYaml(file, split.frontMatter, 1);
  const checked = checkSchema(sectionSchema, yaml);
  if (checked.value === null) return { value: null, findings: checked.findings };
  if (split.body === '') return { value: null, findings: [emptyBody(yaml)] };
  return {
    value: { section: { id, engine, topic, ...checked.value, text: split.body }, yaml },
    findings: [],
  };
}

function splitFrontMatter(content: string): { frontMatter: string; body: string } | null {
  const lines = content.split('\n');
  if (lines[0]?.trimEnd() !== FENCE) return null;
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === FENCE);
  if (end === -1) return null;
  return {
    frontMatter: lines.slice(1, end).join('\n'),
    body: lines
      .slice(end + 1)
      .join('\n')
      .trim(),
  };
}

function noFrontMatter(file: string): Finding {
  const message = `Expected YAML front matter between two lines of "${FENCE}", got none.`;
  return {
    file,
    line: 1,
    column: 1,
    message,
    remedy: `Begin the file with "${FENCE}" and close the front matter with it.`,
  };
}

function emptyBody(yaml: YamlFile): Finding {
  return yaml.at([], 'Expected text after the front matter, got nothing.', 'Write the passage itself.');
}
