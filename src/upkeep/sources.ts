import { buildSection } from '../knowledge/build-section.ts';
import type { Finding } from '../knowledge/findings.ts';
import { readFolders, type SourceFile } from '../knowledge/read-folders.ts';
import { type Path, parseYaml, type YamlFile } from '../knowledge/yaml-file.ts';

/** The files behind loaded knowledge, so that a finding about its content names a place in a file. */
export type Sources = {
  /** A finding at a key of a YAML file, or of a section's front matter; `path` as in `rules/latency.yaml`. */
  at(path: string, key: Path, message: string, remedy: string): Finding;
  /** A finding at a rule, wherever it lies. */
  atRule(id: string, key: Path, message: string, remedy: string): Finding;
  /** A finding at the first line of a section's text. */
  atText(path: string, message: string, remedy: string): Finding;
  /** True for files of any folder but the first: an organisation's own. */
  isHouse(path: string): boolean;
};

/** Read the knowledge files of folders laid over one another, as the loader does. */
export async function readSources(folders: readonly string[]): Promise<Sources> {
  const { files } = await readFolders(folders);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const yamlOf = remembered((path) => {
    const file = byPath.get(path);
    return file === undefined ? null : parse(file);
  });
  const place = (path: string, line = 1) => ({ file: byPath.get(path)?.file ?? path, line, column: 1 });
  const at: Sources['at'] = (path, key, message, remedy) =>
    yamlOf(path)?.at(key, message, remedy) ?? { ...place(path), message, remedy };
  const atRule: Sources['atRule'] = (id, key, message, remedy) => {
    for (const path of byPath.keys()) {
      const index = path.startsWith('rules/') ? indexOfId(yamlOf(path)?.value, id) : -1;
      if (index !== -1) return at(path, [index, ...key], message, remedy);
    }
    return { ...place('rules/'), message, remedy };
  };
  const atText: Sources['atText'] = (path, message, remedy) => ({
    ...place(path, textLine(byPath.get(path)?.content ?? '')),
    message,
    remedy,
  });
  return { at, atRule, atText, isHouse: (path) => byPath.get(path)?.house ?? false };
}

/** A finding about the whole of a folder or file, for what has no line of its own. */
export function atFile(file: string, message: string, remedy: string): Finding {
  return { file, line: 1, column: 1, message, remedy };
}

/** Files are parsed when a finding needs a place in them, and once. */
function remembered(make: (path: string) => YamlFile | null): (path: string) => YamlFile | null {
  const known = new Map<string, YamlFile | null>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const made = make(path);
    known.set(path, made);
    return made;
  };
}

function parse({ path, file, content }: SourceFile): YamlFile | null {
  if (path.endsWith('.md')) return buildSection(path, file, content).value?.yaml ?? null;
  return parseYaml(file, content);
}

function indexOfId(list: unknown, id: string): number {
  if (!Array.isArray(list)) return -1;
  return list.findIndex((item: unknown) => typeof item === 'object' && item !== null && hasId(item, id));
}

function hasId(item: object, id: string): boolean {
  return 'id' in item && item.id === id;
}

/** Line of the first words after the front matter, from 1. */
function textLine(content: string): number {
  const lines = content.split('\n');
  const fence = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  const text = lines.findIndex((line, index) => index > fence && line.trim() !== '');
  return Math.max(text, 0) + 1;
}
