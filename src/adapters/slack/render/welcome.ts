import { ELEMENT } from '../keys.ts';
import { words } from '../words.ts';
import { type Message, plain, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';

/** The first words in a channel. */
export function renderWelcome(): Message {
  const start = {
    type: 'button' as const,
    action_id: ELEMENT.start,
    text: plain('Start an interview', LIMIT.buttonText),
  };
  return {
    text: words.welcome,
    blocks: [...sections(words.welcome), { type: 'actions', elements: [start] }],
  };
}
