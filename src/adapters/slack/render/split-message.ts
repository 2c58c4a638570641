import type { KnownBlock } from '@slack/types';
import { context, type Message } from './blocks.ts';
import { fitMessage, PRESSED, SHORTENED, sizeOf } from './fit-message.ts';
import { LIMIT } from './limits.ts';
import { cutEscaped, escapeText } from './mrkdwn.ts';

/** A reply in more messages than this is a document; the last one then says that it was cut. */
const MOST_MESSAGES = 6;

/**
 * A message as several, each within Slack's limits, in the order of its blocks; one that fits stays as it is. Only the
 * first carries the whole text: the others are read out and found by what they show.
 */
export function splitMessage(message: Message): [Message, ...Message[]] {
  const [first = [], ...more] = groups(message.blocks);
  const head = fitMessage({ text: message.text, blocks: first });
  return [head, ...more.map((blocks) => fitMessage({ text: wordsOf(blocks), blocks }))];
}

function groups(blocks: readonly KnownBlock[]): KnownBlock[][] {
  const result: KnownBlock[][] = [];
  const room = LIMIT.total - sizeOf(context(SHORTENED));
  let size = 0;
  let wasCut = false;
  for (const block of blocks) {
    const last = result.at(-1);
    const own = sizeOf([block]);
    const goesOn = last !== undefined && size + own <= room && mayFollow(last, block);
    const isLast = result.length === MOST_MESSAGES;
    if (last !== undefined && isLast && !goesOn) {
      wasCut = true;
      if (PRESSED.has(block.type)) last.push(block);
      continue;
    }
    if (goesOn) last.push(block);
    else result.push([block]);
    size = goesOn ? size + own : own;
  }
  if (wasCut) result.at(-1)?.push(...context(SHORTENED));
  return result;
}

/** Slack takes one table and a limited number of blocks a message. */
function mayFollow(before: readonly KnownBlock[], block: KnownBlock): boolean {
  const isSecondTable = block.type === 'table' && before.some(({ type }) => type === 'table');
  return !isSecondTable && before.length < LIMIT.blocks;
}

/** What blocks show, as one text; never empty. */
export function wordsOf(blocks: readonly KnownBlock[]): string {
  const words = textsIn(blocks).join('\n').trim();
  return words === '' ? 'Continued.' : cutEscaped(words, LIMIT.text);
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, url } = value as { type?: unknown; text?: unknown; url?: unknown };
  if (typeof text === 'string') {
    // Only markup is escaped already; as part of a message's text plain words are read as markup too.
    const words = type === 'mrkdwn' ? text : escapeText(text);
    return type === 'link' ? [`${words} (${escapeText(String(url))})`] : [words];
  }
  return Object.values(value).flatMap(textsIn);
}
