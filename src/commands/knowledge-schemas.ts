import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHIPPED_KNOWLEDGE } from '../advice.ts';
import { readConfig } from '../config.ts';
import { loadKnowledge } from '../knowledge/loader.ts';
import { fileSchemas } from '../upkeep/schemas/file-schemas.ts';
import type { KnowledgeWorld } from './knowledge-world.ts';
import { type Call, UsageError } from './usage.ts';

/** Write a JSON Schema for each kind of knowledge file into a folder, made when it is not there. */
export async function knowledgeSchemas(call: Call, world: KnowledgeWorld): Promise<0> {
  const [folder] = call.words;
  if (folder === undefined)
    throw new UsageError('knowledge schemas takes a folder to write to, e.g. "knowledge schemas schemas".');
  const { criteria } = await loadKnowledge([SHIPPED_KNOWLEDGE, ...readConfig(world.env).overlays]);
  const schemas = fileSchemas(criteria);
  await mkdir(folder, { recursive: true });
  for (const [name, schema] of schemas)
    await writeFile(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
  world.output.write(`${schemas.size} schemas written to ${folder}.\n`);
  return 0;
}
