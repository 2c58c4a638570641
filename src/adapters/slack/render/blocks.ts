import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types';
import type { Control } from '../../../conversation/views.ts';
import { buttonValue, ELEMENT } from '../keys.ts';
import { LIMIT } from './limits.ts';
import { cleanText, cutEscaped, cutPlain } from './mrkdwn.ts';

/** What is posted: blocks for the screen, and a text that says the same for notifications, readers and search. */
export type Message = { readonly text: string; readonly blocks: KnownBlock[] };

/** What a renderer needs to know beside the view. */
export type Place = { readonly conversation: string };

/** Words without markup. `emoji` off: ":name:" typed by people stays as typed. */
export function plain(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: cutPlain(cleanText(text), limit), emoji: false };
}

/** A title in large type. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, LIMIT.header) };
}

/** Escaped markup as sections, none for empty text; long text is spread over several at its line ends. */
export function sections(escaped: string): SectionBlock[] {
  return pieces(escaped).map((text) => ({
    type: 'section',
    expand: true,
    text: { type: 'mrkdwn', text },
  }));
}

/** Small print; empty lines are left out, and so is the block without any. */
export function context(...escaped: readonly string[]): ContextBlock[] {
  const elements = escaped
    .filter((text) => text !== '')
    .slice(0, LIMIT.contextElements)
    .map((text) => ({ type: 'mrkdwn' as const, text: cutEscaped(text, LIMIT.contextText) }));
  return elements.length === 0 ? [] : [{ type: 'context', elements }];
}

/** A button for an opaque action. `number` keeps ids apart within one message. */
export function button(place: Place, control: Control, number: number): Button {
  return {
    type: 'button',
    action_id: `${ELEMENT.press}:${number}`,
    text: plain(control.label, LIMIT.buttonText),
    value: buttonValue(place.conversation, control.action),
    ...(control.emphasis === 'plain' ? {} : { style: control.emphasis }),
  };
}

/** Controls as rows of buttons, none without controls. `from` is the first number not used yet in this message. */
export function buttons(place: Place, controls: readonly Control[], from = 0): ActionsBlock[] {
  const elements = controls.map((control, index) => button(place, control, from + index));
  const rows: ActionsBlock[] = [];
  for (let start = 0; start < elements.length; start += LIMIT.actionElements) {
    rows.push({ type: 'actions', elements: elements.slice(start, start + LIMIT.actionElements) });
  }
  return rows;
}

/** One entry of a menu. */
export function option(label: string, value: string): PlainTextOption {
  return { text: plain(label, LIMIT.optionText), value };
}

/** Pieces of at most a section each, cut between lines where there are any. */
function pieces(text: string): string[] {
  const result: string[] = [];
  for (const line of text.split('\n')) {
    const piece = cutEscaped(line, LIMIT.section);
    const last = result.at(-1);
    if (last !== undefined && last.length + piece.length < LIMIT.section)
      result[result.length - 1] = `${last}\n${piece}`;
    else result.push(piece);
  }
  return result.map((piece) => piece.trim()).filter((piece) => piece !== '');
}
