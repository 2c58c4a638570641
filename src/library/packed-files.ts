import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { versionOf } from '../knowledge/loader.ts';
import type { FilesRead, SourceFile } from '../knowledge/read-folders.ts';

const filesSchema = z.array(z.strictObject({ path: z.string(), house: z.boolean(), content: z.string() }));

/**
 * The files of one version of the knowledge as one text: compressed JSON in base64, a third of their size. The files
 * themselves and not what was made of them, so that a later program can still read them, or say why not.
 */
export function packFiles(files: readonly SourceFile[]): string {
  const plain = files.map(({ path, house, content }) => ({ path, house, content }));
  return gzipSync(JSON.stringify(plain)).toString('base64');
}

/**
 * The files of a version again, in their order.
 * @throws Error when the text is damaged or holds another version.
 */
export function unpackFiles(version: string, packed: string): FilesRead {
  const files = filesSchema.parse(JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')));
  const found = versionOf(files);
  if (found !== version)
    throw new Error(`Expected the files of knowledge ${version}, got those of ${found}.`);
  return {
    files: files.map((file) => ({ ...file, file: `knowledge ${version}/${file.path}` })),
    findings: [],
  };
}
