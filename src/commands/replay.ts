import { readFile } from 'node:fs/promises';
import type { Context } from '../conversation/context.ts';
import { readRecord } from '../record/read-record.ts';
import { replay } from '../record/replay.ts';
import { type Call, UsageError } from './usage.ts';

type World = { readonly output: NodeJS.WritableStream };

/** Judge the decision of a record again; 1 when it comes out differently today. */
export async function replayRecord(call: Call, world: World, context: Context): Promise<0 | 1> {
  const [path] = call.words;
  if (path === undefined)
    throw new UsageError(
      '"replay" needs the JSON of a decision record, e.g. streamchoice replay record.json',
    );
  const read = readRecord(await contentOf(path));
  if (!read.ok) throw new UsageError(`${path}: ${read.reason}`);
  const { id } = read.record;
  const { same, differences } = replay(read.record, context.advisor.recommend, context.knowledge.version);
  const report = same
    ? `Record ${id}: the same decision as then.`
    : [`Record ${id}:`, ...differences].join('\n');
  world.output.write(call.json ? `${JSON.stringify({ id, same, differences }, null, 2)}\n` : `${report}\n`);
  return same ? 0 : 1;
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    throw new UsageError(`The record "${path}" cannot be read (${why}); name a file that is there.`);
  }
}
