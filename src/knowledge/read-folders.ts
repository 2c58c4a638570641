import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './findings.ts';

/** One knowledge file as it lies on disk. */
export type SourceFile = {
  /** Path inside its folder, with forward slashes: `rules/latency.yaml`. */
  readonly path: string;
  /** Path for messages. */
  readonly file: string;
  /** Line ends as LF. */
  readonly content: string;
  /** True for all folders but the first: an organisation's own. */
  readonly house: boolean;
};

/** Files as they lie on disk, ordered by path, and what is wrong with how they lie there. */
export type FilesRead = { readonly files: readonly SourceFile[]; readonly findings: readonly Finding[] };

/** Folders that hold knowledge, with the names legal inside them; anything else there is a mistake worth telling. */
const PLACES: readonly { readonly folder: string; readonly name: RegExp; readonly shape: string }[] = [
  { folder: 'engines', name: /^[^/]+\.yaml$/, shape: 'engines/<id>.yaml' },
  { folder: 'criteria', name: /^[^/]+\.yaml$/, shape: 'criteria/<id>.yaml' },
  { folder: 'rules', name: /^[^/]+\.yaml$/, shape: 'rules/<name>.yaml' },
  { folder: 'topics', name: /^[^/]+\.yaml$/, shape: 'topics/<id>.yaml' },
  { folder: 'asked', name: /^[^/]+\.txt$/, shape: 'asked/<topic>.txt' },
  { folder: 'elsewhere', name: /^[^/]+\.txt$/, shape: 'elsewhere/<name>.txt' },
  { folder: 'sections', name: /^[^/]+\/[^/]+\/[^/]+\.md$/, shape: 'sections/<engine>/<topic>/<slug>.md' },
  { folder: 'presets', name: /^[^/]+\.yaml$/, shape: 'presets/<id>.yaml' },
  {
    folder: 'next-steps',
    name: /^[^/]+(?:\/[^/]+)?\.yaml$/,
    shape: 'next-steps/<engine>.yaml or next-steps/<engine>/<mode>.yaml',
  },
  {
    folder: 'vocabulary',
    name: /^(?:understanding\/)?[^/]+\.yaml$/,
    shape: 'vocabulary/<name>.yaml or vocabulary/understanding/<name>.yaml',
  },
];

/**
 * Read the knowledge files of folders laid over one another: of two files with the same path the later folder's is
 * taken. Ordered by path. Files at the root of a folder are nobody's concern here. A folder that does not exist, a
 * file that lies where none is read and a file that cannot be read become findings. Reads synchronously: hundreds of
 * small files take a quarter of the time that way, and nothing else can go on before they are read.
 */
export async function readFolders(folders: readonly string[]): Promise<FilesRead> {
  const byPath = new Map<string, SourceFile>();
  const findings: Finding[] = [];
  for (const [index, folder] of folders.entries()) {
    const { paths, findings: found } = listFolder(folder);
    findings.push(...found);
    for (const path of paths) {
      const read = readSource(folder, path, index > 0);
      if ('content' in read) byPath.set(path, read);
      else findings.push(read);
    }
  }
  return { files: [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), findings };
}

function listFolder(folder: string): { paths: string[]; findings: Finding[] } {
  if (!isFolder(folder)) return { paths: [], findings: [noFolder(folder)] };
  const paths = knowledgePaths(folder);
  const findings = paths.flatMap((path) => misplaced(path, join(folder, path)) ?? []);
  return { paths: paths.filter((path) => misplaced(path, path) === null), findings };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function noFolder(folder: string): Finding {
  const message = `Expected a folder of knowledge files, got "${folder}", which is none.`;
  return { ...top(folder), message, remedy: 'Mend the path; a list of paths is separated by colons.' };
}

/**
 * Paths of the files below the knowledge folders of one folder, sorted, hidden ones left out. Symbolic links are
 * followed: Kubernetes mounts every file and folder of a ConfigMap as one.
 */
export function knowledgePaths(folder: string): string[] {
  return PLACES.flatMap((place) => walk(folder, place.folder, 0)).sort();
}

/** Deeper than any file is read, so that links in a circle end. */
const DEEPEST = 6;

function walk(root: string, path: string, depth: number): string[] {
  const full = join(root, path);
  if (depth > DEEPEST || !isFolder(full)) return [];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.')) return [];
    const inner = `${path}/${entry.name}`;
    const isDirectory = entry.isSymbolicLink() ? isFolder(join(root, inner)) : entry.isDirectory();
    return isDirectory ? walk(root, inner, depth + 1) : [inner];
  });
}

function misplaced(path: string, file: string): Finding | null {
  const place = PLACES.find(({ folder }) => path.startsWith(`${folder}/`));
  if (place === undefined || place.name.test(path.slice(place.folder.length + 1))) return null;
  const message = `Expected a file of the form ${place.shape}, got "${path}".`;
  return { ...top(file), message, remedy: 'Move or rename it; it would not be read here.' };
}

function readSource(folder: string, path: string, house: boolean): SourceFile | Finding {
  const file = join(folder, path);
  try {
    return { path, file, content: readFileSync(file, 'utf8').replaceAll('\r\n', '\n'), house };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const message = `Expected a file that can be read, got the error ${code}.`;
    return { ...top(file), message, remedy: 'Mend its permissions or its link, or remove it.' };
  }
}

function top(file: string): Pick<Finding, 'file' | 'line' | 'column'> {
  return { file, line: 1, column: 1 };
}
