import { diffKnowledge } from '../upkeep/diff/diff-knowledge.ts';
import { diffText } from '../upkeep/diff/diff-text.ts';
import type { KnowledgeWorld } from './knowledge-world.ts';
import { type Call, UsageError } from './usage.ts';

/** Say what a change of the knowledge does: `<old> <new>`, each a folder or a list of folders laid over one another. */
export async function knowledgeDiff(call: Call, world: KnowledgeWorld): Promise<0> {
  const [before, after] = call.words;
  if (before === undefined || after === undefined || call.words.length > 2)
    throw new UsageError(
      `knowledge diff takes two folders, e.g. "knowledge diff ../main/knowledge knowledge"; got ${call.words.length}.`,
    );
  const diff = await diffKnowledge(foldersOf(before), foldersOf(after));
  world.output.write(`${call.json ? JSON.stringify(diff, null, 2) : diffText(diff)}\n`);
  return 0;
}

/** As in STREAMCHOICE_KNOWLEDGE: folders separated by colons. */
function foldersOf(list: string): string[] {
  return list.split(':').filter((folder) => folder !== '');
}
