import type { KnownBlock } from '@slack/types';
import { context, type Message } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { cutEscaped } from './mrkdwn.ts';

export const SHORTENED = '_Shortened to fit a Slack message; ask in the thread for the rest._';
/** A section is not cut below this, so that each keeps its beginning. */
const SHORTEST_SECTION = 300;

/**
 * Make a message fit Slack: at most 50 blocks and about 12,000 characters in all. What people can press stays; blocks
 * too many go from the end, then the longest sections are cut. A message that fits comes back unchanged.
 */
export function fitMessage(message: Message): Message {
  const text = cutEscaped(message.text, LIMIT.text);
  const { blocks } = message;
  if (blocks.length <= LIMIT.blocks && sizeOf(blocks) <= LIMIT.total) return { text, blocks };
  const note = context(SHORTENED);
  const room = LIMIT.total - sizeOf(note);
  const few = dropWhile(blocks, (left) => left.length > LIMIT.blocks - note.length);
  const short = cutSections(few, room);
  return { text, blocks: [...dropWhile(short, (left) => sizeOf(left) > room), ...note] };
}

/** Characters people see in these blocks, links included; what Slack seems to count. */
export function sizeOf(blocks: readonly KnownBlock[]): number {
  return charactersIn(blocks);
}

/** Blocks that people can press; they stay whatever else has to go. */
export const PRESSED: ReadonlySet<string> = new Set(['actions', 'context_actions', 'input']);

/** Without the last blocks that nobody can press, as long as there is something wrong; the first stays. */
function dropWhile(
  blocks: readonly KnownBlock[],
  isWrong: (left: readonly KnownBlock[]) => boolean,
): KnownBlock[] {
  const left = [...blocks];
  while (isWrong(left)) {
    const victim = left.findLastIndex((block, at) => at > 0 && !PRESSED.has(block.type));
    if (victim === -1) break;
    left.splice(victim, 1);
  }
  return left;
}

/** Cut the longest sections, longest first, until all blocks have room or every section is short. */
function cutSections(blocks: readonly KnownBlock[], room: number): KnownBlock[] {
  const result = [...blocks];
  for (let over = sizeOf(result) - room; over > 0; over = sizeOf(result) - room) {
    const at = result.reduce(
      (best, block, index) => (lengthOf(block) > lengthOf(result[best]) ? index : best),
      0,
    );
    const longest = result[at];
    const length = lengthOf(longest);
    if (longest?.type !== 'section' || longest.text === undefined || length <= SHORTEST_SECTION) break;
    const text = cutEscaped(longest.text.text, Math.max(SHORTEST_SECTION, length - over));
    result[at] = { ...longest, text: { ...longest.text, text } };
  }
  return result;
}

function lengthOf(block: KnownBlock | undefined): number {
  return block?.type === 'section' ? (block.text?.text.length ?? 0) : 0;
}

function charactersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value)) {
    sum += key === 'text' && typeof inner === 'string' ? inner.length : charactersIn(inner);
  }
  return sum;
}
