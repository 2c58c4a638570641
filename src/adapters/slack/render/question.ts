import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { QuestionView } from '../../../conversation/views.ts';
import { buttonValue, ELEMENT } from '../keys.ts';
import { words } from '../words.ts';
import { button, buttons, context, type Message, option, type Place, plain, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { escapeText } from './mrkdwn.ts';
import { positionList, withMentions } from './positions.ts';

/** More choices than this make a wall of buttons; they become a menu. */
const MOST_BUTTONS = 5;

/** A question with its choices, what else can be pressed, and why it is asked. */
export function renderQuestion(view: QuestionView, place: Place): Message {
  const title = `*Question ${view.number} of about ${view.about}: ${escapeText(view.title)}*`;
  const choices = choiceBlocks(view, place);
  const blocks: KnownBlock[] = [
    ...sections(view.hint === null ? '' : escapeText(view.hint)),
    ...sections(`${title}\n${escapeText(view.prompt)}`),
    ...sections(positionList(view.positions)),
    ...choices,
    ...submitRow(view, place),
    ...buttons(place, view.controls, view.choices.length),
    ...context(`${words.replyHere} Asked because: ${escapeText(view.why)}`),
  ];
  return { text: withMentions(escapeText(view.text), view.positions), blocks };
}

function choiceBlocks(view: QuestionView, place: Place): KnownBlock[] {
  if (view.choices.length === 0) return [];
  if (view.multi) return [manyOf(view)];
  const values = view.choices.map((choice) => buttonValue(place.conversation, choice.action));
  const fitsMenu = values.every((value) => value.length <= LIMIT.optionValue);
  if (view.choices.length > MOST_BUTTONS && fitsMenu) return [oneOf(view, values)];
  return buttons(
    place,
    view.choices.map(({ label, action }) => ({ label, action, emphasis: 'plain' })),
  );
}

function submitRow(view: QuestionView, place: Place): ActionsBlock[] {
  if (!view.multi || view.choices.length === 0) return [];
  const send = button(place, { label: 'Send answer', action: view.submit, emphasis: 'primary' }, 0);
  return [{ type: 'actions', elements: [{ ...send, action_id: ELEMENT.submit }] }];
}

function oneOf(view: QuestionView, values: readonly string[]): KnownBlock {
  const options = view.choices
    .map(({ label }, at) => option(label, values[at] ?? ''))
    .slice(0, LIMIT.options);
  const placeholder = plain('Choose an answer', LIMIT.placeholder);
  const element = { type: 'static_select' as const, action_id: ELEMENT.choose, placeholder, options };
  return { type: 'actions', elements: [element] };
}

/** An input block sends nothing while people choose; the submit button reads it. */
function manyOf(view: QuestionView): KnownBlock {
  return {
    type: 'input',
    optional: true,
    label: plain('Choose all that apply', LIMIT.inputLabel),
    element: {
      type: 'multi_static_select',
      action_id: ELEMENT.values,
      placeholder: plain(view.title, LIMIT.placeholder),
      options: view.choices.map(({ label, value }) => option(label, value)).slice(0, LIMIT.options),
    },
  };
}
