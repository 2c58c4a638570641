import type { Button } from '@slack/types';
import type { AnsweredView } from '../../../conversation/views.ts';
import { button, buttons, type Message, type Place, plain, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { escapeText, personTag } from './mrkdwn.ts';

/** What a question turns into: one line, and the way to change it. */
export function renderAnswered(view: AnsweredView, place: Place): Message {
  const by = view.by === '' ? '' : ` — ${personTag(view.by)}`;
  const [line, ...more] = sections(`✓ *${escapeText(view.title)}:* ${escapeText(view.answer)}${by}`);
  const [first, ...rest] = view.controls;
  const text = escapeText(view.text);
  if (line === undefined) return { text, blocks: buttons(place, view.controls) };
  const head =
    first === undefined ? line : { ...line, accessory: named(button(place, first, 0), view.title) };
  return { text, blocks: [head, ...more, ...buttons(place, rest, 1)] };
}

/** "Change" stands below every answer; read aloud it says what it changes. */
function named(element: Button, title: string): Button {
  const spoken = plain(`${element.text.text} ${title}`, LIMIT.buttonText).text;
  return { ...element, accessibility_label: spoken };
}
