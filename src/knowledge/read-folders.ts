import { readdir, readFile, stat } from 'node:fs/promises';
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
 * taken. Ordered by path. Files at the root of a folder are nobody's concern here. A folder that does not exist and a
 * file that lies where none is read become findings.
 */
export async function readFolders(
  folders: readonly string[],
): Promise<{ files: SourceFile[]; findings: Finding[] }> {
  const byPath = new Map<string, SourceFile>();
  const findings: Finding[] = [];
  for (const [index, folder] of folders.entries()) {
    const listed = await listFolder(folder);
    findings.push(...listed.findings);
    const read = await Promise.all(listed.paths.map((path) => readSource(folder, path, index > 0)));
    for (const file of read) byPath.set(file.path, file);
  }
  return { files: [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), findings };
}

async function listFolder(folder: string): Promise<{ paths: string[]; findings: Finding[] }> {
  if (!(await isFolder(folder))) return { paths: [], findings: [noFolder(folder)] };
  const paths = await listFiles(folder);
  const findings = paths.flatMap((path) => misplaced(path, join(folder, path)) ?? []);
  return { paths: paths.filter((path) => misplaced(path, path) === null), findings };
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return found?.isDirectory() ?? false;
}

function noFolder(folder: string): Finding {
  const message = `Expected a folder of knowledge files, got "${folder}", which is none.`;
  return {
    file: folder,
    line: 1,
    column: 1,
    message,
    remedy: 'Mend the path; a list of paths is separated by colons.',
  };
}

/** Paths below the knowledge folders, hidden files left out. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
    .filter((path) => PLACES.some((place) => path.startsWith(`${place.folder}/`)))
    .sort();
}

function misplaced(path: string, file: string): Finding | null {
  const place = PLACES.find(({ folder }) => path.startsWith(`${folder}/`));
  if (place === undefined || place.name.test(path.slice(place.folder.length + 1))) return null;
  const message = `Expected a file of the form ${place.shape}, got "${path}".`;
  return { file, line: 1, column: 1, message, remedy: 'Move or rename it; it would not be read here.' };
}

async function readSource(folder: string, path: string, house: boolean): Promise<SourceFile> {
  const file = join(folder, path);
  const content = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
  return { path, file, content, house };
}
