import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Utterance, utteranceSchema } from '../../src/evaluate/utterances.ts';
import { loadKnowledge } from '../../src/knowledge/loader.ts';
import type { Knowledge } from '../../src/knowledge/model.ts';
import type { Requirements } from '../../src/knowledge/requirements.ts';
import type { Understanding } from '../../src/understanding/types.ts';
import { understand } from '../../src/understanding/understand.ts';

/** The shipped knowledge, loaded once for all tests of this room. */
export const knowledge: Knowledge = await loadKnowledge(['knowledge']);

const CASES = 'tests/understanding/cases';
/** Never tuned on, so it has its own bar. */
export const BLIND = 'blind.yaml';

/** Read a text beside what was asked and known, with the shipped knowledge. */
export function read(text: string, asked: string | null = null, prior: Requirements = {}): Understanding {
  return understand(text, { asked, prior }, knowledge);
}

/** The names of all files of cases. */
export async function caseFiles(): Promise<string[]> {
  return (await readdir(CASES)).filter((file) => file.endsWith('.yaml')).sort();
}

/** The cases of one file. */
export async function casesIn(file: string): Promise<Utterance[]> {
  return z.array(utteranceSchema).parse(parse(await readFile(`${CASES}/${file}`, 'utf8')));
}
