import type { KnownBlock } from '@slack/types';
import type { UnderstoodItem, UnderstoodView } from '../../../conversation/views.ts';
import { buttonValue, ELEMENT } from '../keys.ts';
import { buttons, type Message, option, type Place, plain, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { bullets, escapeText, personTag } from './mrkdwn.ts';

/** Up to this many corrections stand as buttons; more become a menu. */
const MOST_BUTTONS = 3;

/** The echo of what was taken from a message, each item with a way to fix it. */
export function renderUnderstood(view: UnderstoodView, place: Place): Message {
  const title = view.note === undefined ? 'Understood' : escapeText(view.note);
  const list = bullets(title, view.items.map(itemLine));
  const changes = view.items.length <= MOST_BUTTONS ? buttonsFor(view, place) : menuFor(view, place);
  return { text: escapeText(view.text), blocks: [...sections(list), ...changes] };
}

/** One requirement in one escaped line: marked when nobody said it in so many words, with who said it among several. */
export function itemLine({ title, value, how, by, words: said }: UnderstoodItem): string {
  const source = how === 'inferred' ? ' _(inferred)_' : '';
  const person = by === undefined ? '' : ` (${personTag(by)})`;
  const quote = said === undefined ? '' : `, “${escapeText(said)}”`;
  return `${escapeText(title)}: *${escapeText(value)}*${source}${person}${quote}`;
}

function buttonsFor(view: UnderstoodView, place: Place): KnownBlock[] {
  return buttons(
    place,
    view.items.map((item) => item.change),
  );
}

function menuFor(view: UnderstoodView, place: Place): KnownBlock[] {
  const options = view.items
    .map(({ change }) => option(change.label, buttonValue(place.conversation, change.action)))
    .filter(({ value }) => (value ?? '').length <= LIMIT.optionValue)
    .slice(0, LIMIT.options);
  if (options.length === 0) return buttonsFor(view, place);
  const placeholder = plain('Change an item', LIMIT.placeholder);
  const element = { type: 'static_select' as const, action_id: ELEMENT.choose, placeholder, options };
  return [{ type: 'actions', elements: [element] }];
}
