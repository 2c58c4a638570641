import { type Json, lintList, lintString, lintText, repeated, type Say } from './text-lint.ts';

type Lint = (element: Json, place: string, say: Say) => void;

const menu: Lint = (element, place, say) => lintPlaceholder(element, place, say);

function optionsUpTo(limit: number, kind: 'plain_text' | undefined = 'plain_text'): Lint {
  return (element, place, say) => {
    lintPlaceholder(element, place, say);
    lintList(element['options'], place, limit, (option, at) => lintOption(option, at, kind, say), say);
  };
}

const button: Lint = (element, place, say) => {
  lintText(element['text'], `${place}/text`, 75, say, 'plain_text');
  if (String(element['value'] ?? '').length > 2_000) say(place, 'value over 2,000 characters');
  if (String(element['url'] ?? '').length > 3_000) say(place, 'url over 3,000 characters');
  if (!['primary', 'danger', undefined].includes(element['style'] as string)) say(place, 'unknown style');
  const label = element['accessibility_label'];
  if (label !== undefined) lintString(label, `${place}/accessibility_label`, 75, say);
};

const ELEMENTS: Readonly<Record<string, Lint>> = {
  button,
  static_select: optionsUpTo(100),
  multi_static_select: optionsUpTo(100),
  overflow: optionsUpTo(5),
  radio_buttons: optionsUpTo(10, undefined),
  checkboxes: optionsUpTo(10, undefined),
  conversations_select: menu,
  channels_select: menu,
  users_select: menu,
  multi_conversations_select: menu,
  multi_channels_select: menu,
  multi_users_select: menu,
  plain_text_input: (element, place, say) => {
    lintPlaceholder(element, place, say);
    if (Number(element['max_length'] ?? 1) > 3_000) say(place, 'max_length over 3,000');
    const filled = element['initial_value'];
    if (typeof filled === 'string' && filled.length > Number(element['max_length'] ?? 3_000))
      say(place, 'initial_value over max_length');
  },
};

export function lintElement(element: Json, place: string, say: Say): void {
  const id = element['action_id'];
  if (typeof id !== 'string' || id.length === 0 || id.length > 255)
    say(place, 'action_id of 1 to 255 characters');
  const lint = ELEMENTS[String(element['type'])];
  if (lint === undefined) say(place, `element ${String(element['type'])} is not allowed here`);
  else lint(element, place, say);
  if (element['confirm'] !== undefined) lintConfirm(element['confirm'] as Json, `${place}/confirm`, say);
}

/** Elements of `context_actions`: thumbs, or an icon. */
export function lintContextAction(element: Json, place: string, say: Say): void {
  if (typeof element['action_id'] !== 'string') say(place, 'action_id of 1 to 255 characters');
  if (element['type'] === 'icon_button') {
    lintText(element['text'], `${place}/text`, 75, say, 'plain_text');
    return;
  }
  if (element['type'] !== 'feedback_buttons') {
    say(place, `element ${String(element['type'])} is not allowed here`);
    return;
  }
  for (const side of ['positive_button', 'negative_button']) {
    const { text, value } = (element[side] ?? {}) as Json;
    lintText(text, `${place}/${side}/text`, 75, say, 'plain_text');
    if (typeof value !== 'string' || value.length === 0 || value.length > 2_000)
      say(`${place}/${side}`, 'value of 1 to 2,000 characters');
  }
}

function lintPlaceholder(element: Json, place: string, say: Say): void {
  if (element['placeholder'] !== undefined) {
    lintText(element['placeholder'], `${place}/placeholder`, 150, say, 'plain_text');
  }
}

function lintOption(option: Json, place: string, kind: string | undefined, say: Say): void {
  lintText(option['text'], `${place}/text`, 75, say, kind);
  if (option['description'] !== undefined)
    lintText(option['description'], `${place}/description`, 75, say, kind);
  const { length } = String(option['value'] ?? '');
  if (length === 0 || length > 150) say(place, 'value of 1 to 150 characters');
}

function lintConfirm(confirm: Json, place: string, say: Say): void {
  lintText(confirm['title'], `${place}/title`, 100, say, 'plain_text');
  lintText(confirm['text'], `${place}/text`, 300, say);
  lintText(confirm['confirm'], `${place}/confirm`, 30, say, 'plain_text');
  lintText(confirm['deny'], `${place}/deny`, 30, say, 'plain_text');
}

/** Interactive elements of all blocks, those of nested containers too. */
export function elementsOf(blocks: readonly Json[]): { element: Json; block: string }[] {
  return blocks.flatMap((block) => {
    if (block['type'] === 'container') return elementsOf((block['child_blocks'] ?? []) as Json[]);
    const several = block['type'] === 'actions' || block['type'] === 'context_actions';
    const inside = several ? block['elements'] : [block['accessory'] ?? block['element']];
    return ((inside ?? []) as (Json | undefined)[])
      .filter((element) => element !== undefined)
      .map((element) => ({ element, block: String(block['block_id'] ?? '') }));
  });
}

/** `action_id`s that stand twice: Slack wants them unique within a block, we keep them so in the whole message. */
export function repeatedActions(blocks: readonly Json[]): unknown[] {
  return repeated(elementsOf(blocks).map(({ element }) => element['action_id']));
}
