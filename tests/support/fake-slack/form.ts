import { type Element, elementsOf, type Option, optionsOf, type Placed } from './elements.ts';
import type { Json } from './text-lint.ts';

/** What a person fills in: by label, or by `action_id`; an option by its label, several as a list. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

type Values = Record<string, Record<string, Json>>;

/**
 * `state.values` of a view or message after a person filled it in; what is not named keeps its initial value. Throws
 * where Slack would not let the form be sent: an answer that is required and missing, or too short or long.
 */
export function stateValues(blocks: readonly Json[], filled: Filled, checked: boolean): Values {
  const values: Values = {};
  for (const placed of elementsOf(blocks).filter(({ element }) => element.type !== 'button')) {
    const { element, block, label } = placed;
    const state = stateOf(element, filled[label] ?? filled[element.action_id]);
    const around = blocks.find((one) => one['block_id'] === block) ?? {};
    if (checked && around['type'] === 'input' && around['optional'] !== true) refuseMissing(placed, state);
    values[block] = { ...values[block], [element.action_id]: state };
  }
  return values;
}

function refuseMissing({ element, label }: Placed, state: Json): void {
  const { type: _, ...given } = state;
  const value = Object.values(given)[0];
  const missing = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  if (missing)
    throw new Error(`Slack would not send this form: "${label}" (${element.action_id}) is missing.`);
}

function stateOf(element: Element, given: string | readonly string[] | undefined): Json {
  const { type } = element;
  const several = given === undefined ? undefined : [given].flat();
  switch (type) {
    case 'plain_text_input':
      return { type, value: typed(element, several?.[0]) };
    case 'static_select':
    case 'radio_buttons':
      return {
        type,
        selected_option:
          several === undefined ? (element['initial_option'] ?? null) : option(element, several[0] ?? ''),
      };
    case 'multi_static_select':
    case 'checkboxes':
      return {
        type,
        selected_options:
          several === undefined
            ? (element['initial_options'] ?? [])
            : several.map((one) => option(element, one)),
      };
    case 'conversations_select':
      return { type, selected_conversation: several?.[0] ?? element['initial_conversation'] ?? null };
    case 'channels_select':
      return { type, selected_channel: several?.[0] ?? element['initial_channel'] ?? null };
    case 'users_select':
      return { type, selected_user: several?.[0] ?? element['initial_user'] ?? null };
    default:
      return { type };
  }
}

function typed(element: Element, given: string | undefined): string | null {
  const text = given ?? (element['initial_value'] as string | undefined) ?? null;
  const most = Number(element['max_length'] ?? 3_000);
  if (text !== null && text.length > most)
    throw new Error(`Slack would not take ${text.length} characters, at most ${most}.`);
  return text === '' ? null : text;
}

function option(element: Element, label: string): Option {
  const found = optionsOf(element).find((one) => one.text.text === label || one.value === label);
  if (found !== undefined) return found;
  const offered = optionsOf(element).map((one) => one.text.text);
  throw new Error(`No option "${label}" in ${element.action_id}: ${offered.join(', ')}`);
}
