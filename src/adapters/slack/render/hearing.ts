import type { Button, KnownBlock } from '@slack/types';
import { buttonValue, ELEMENT } from '../keys.ts';
import { words } from '../words.ts';
import { type Message, type Place, plain, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';

/** Why typed replies cannot be heard: we are not there, or an administrator refused the permission to read them. */
export type NotHeard =
  | { readonly why: 'not-a-member' }
  | { readonly why: 'not-permitted'; readonly scope: string };

/** Typed replies cannot be heard here: say so, and offer the ways out. */
export function hearingNotice(place: Place, notHeard: NotHeard): Message {
  if (notHeard.why === 'not-permitted') return refusedNotice(place, words.mayNotHear(notHeard.scope));
  const text = `${words.cannotHear} To answer in words, let me join, invite me with \`/invite @streamchoice\`, or go on in a direct message.`;
  const join = button(place, ELEMENT.join, 'Join this channel');
  return { text, blocks: [...sections(text), { type: 'actions', elements: [join, directButton(place)] }] };
}

/** Something does not work here: say why, with the way out in a button. */
export function refusedNotice(place: Place, text: string): Message {
  const blocks: KnownBlock[] = [...sections(text), { type: 'actions', elements: [directButton(place)] }];
  return { text, blocks };
}

function directButton(place: Place): Button {
  return button(place, ELEMENT.direct, 'Continue in a direct message');
}

function button({ conversation }: Place, name: string, label: string): Button {
  return {
    type: 'button',
    action_id: name,
    text: plain(label, LIMIT.buttonText),
    value: buttonValue(conversation, name),
  };
}
