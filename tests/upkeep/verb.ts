import { Writable } from 'node:stream';
import { runKnowledge } from '../../src/commands/knowledge.ts';
import type { KnowledgeWorld } from '../../src/commands/knowledge-world.ts';
import { readCall } from '../../src/commands/usage.ts';

export const NOW = Date.UTC(2026, 10, 22, 12);

export type Told = { readonly code: number; readonly out: string; readonly err: string };

/** Run `streamchoice knowledge ...` in this process, on 22 November 2026 unless told otherwise. */
export async function knowledge(
  args: readonly string[],
  world: Partial<KnowledgeWorld> & { readonly tty?: boolean } = {},
): Promise<Told> {
  const out = collector(false);
  const err = collector(world.tty ?? false);
  const code = await runKnowledge(readCall(['knowledge', ...args]), {
    env: {},
    now: () => NOW,
    ...world,
    output: out.stream,
    errors: err.stream,
  });
  return { code, out: out.text(), err: err.text() };
}

function collector(isTTY: boolean): { stream: NodeJS.WritableStream; text(): string } {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => text };
}
