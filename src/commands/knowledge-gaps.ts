import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SHIPPED_KNOWLEDGE } from '../advice.ts';
import { type Config, readConfig } from '../config.ts';
import { loadKnowledge } from '../knowledge/loader.ts';
import { findGaps, type Gap } from '../upkeep/gaps/find-gaps.ts';
import { gapsText } from '../upkeep/gaps/gaps-text.ts';
import type { UnansweredQuestion } from '../upkeep/gaps/group-questions.ts';
import type { KnowledgeWorld } from './knowledge-world.ts';
import { openServiceStore } from './service-store.ts';
import type { Call } from './usage.ts';

/** The newest questions looked at; older ones have been seen in earlier reports. */
const MOST_QUESTIONS = 5000;

/** Report what people asked and nobody could answer; with a folder, write a section to start from for each gap. */
export async function knowledgeGaps(call: Call, world: KnowledgeWorld): Promise<0> {
  const config = readConfig(world.env);
  const questions = await unansweredIn(config);
  const gaps = findGaps(questions, await loadKnowledge([SHIPPED_KNOWLEDGE, ...config.overlays]));
  world.output.write(`${call.json ? JSON.stringify(gaps, null, 2) : gapsText(gaps)}\n`);
  const [folder] = call.words;
  if (folder !== undefined) await writeStubs(gaps, folder, world);
  return 0;
}

async function unansweredIn(config: Config): Promise<readonly UnansweredQuestion[]> {
  const store = await openServiceStore(config);
  try {
    return await store.unanswered.latest(MOST_QUESTIONS);
  } finally {
    await store.close();
  }
}

/** Files that are there already stay as they are: somebody may be writing them. */
async function writeStubs(gaps: readonly Gap[], folder: string, world: KnowledgeWorld): Promise<void> {
  const open = gaps.filter(({ answered, stub }) => !answered && !existsSync(join(folder, stub.path)));
  for (const { stub } of open) {
    await mkdir(dirname(join(folder, stub.path)), { recursive: true });
    await writeFile(join(folder, stub.path), stub.content);
  }
  world.errors.write(`${open.length} files written to ${folder}.\n`);
}
