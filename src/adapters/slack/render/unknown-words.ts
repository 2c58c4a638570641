import type { KnownBlock } from '@slack/types';
import { ELEMENT } from '../keys.ts';
import { COMMAND } from '../words.ts';
import { type Message, plain, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { cutPlain, escapeText } from './mrkdwn.ts';

/** As much of what was typed as shows which words were meant; it is a word or two. */
const SHOWN_CHARACTERS = 150;

/** Words we can do nothing with: what was typed, what may have been meant, and a way to start with them all the same. */
export function renderUnknownWords(typed: string, near: string | null): Message {
  const shown = escapeText(cutPlain(typed, SHOWN_CHARACTERS));
  const meant = near === null ? '' : ` Did you mean \`${COMMAND} ${near}\`?`;
  const text = `I can't make anything of “${shown}”.${meant} See \`${COMMAND} help\` for what I can do.`;
  const blocks: KnownBlock[] = [
    ...sections(text),
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: ELEMENT.start,
          text: plain('Start an interview with it', LIMIT.buttonText),
          value: cutPlain(typed, LIMIT.buttonValue),
        },
        {
          type: 'button',
          action_id: `${ELEMENT.start}:empty`,
          text: plain('Start an interview', LIMIT.buttonText),
        },
      ],
    },
  ];
  return { text, blocks };
}
