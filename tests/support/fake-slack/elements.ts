import { elementsOf as allElements } from './element-lint.ts';
import type { Json } from './text-lint.ts';

export type Element = Json & { type: string; action_id: string };
export type Option = { readonly text: { readonly text: string }; readonly value: string };
export type Placed = { readonly element: Element; readonly block: string; readonly label: string };

/** Interactive elements of blocks, each with the block it stands in and its label in the form. */
export function elementsOf(blocks: readonly Json[]): Placed[] {
  return allElements(blocks).map(({ element, block }) => {
    const around = blocks.find((one) => one['block_id'] === block) as
      | { label?: { text?: string } }
      | undefined;
    return { element: element as Element, block, label: around?.label?.text ?? '' };
  });
}

export function optionsOf(element: Element): readonly Option[] {
  return (element['options'] ?? []) as Option[];
}

/** Labels of everything a person can press or choose in a message or view. */
export function labelsOf(message: { readonly blocks: readonly Json[] }): string[] {
  return elementsOf(message.blocks).flatMap(({ element }) => {
    if (element.type === 'feedback_buttons') return sidesOf(element).map((side) => side.label);
    if (element['text'] !== undefined) return [labelOf(element)];
    return optionsOf(element).map((option) => option.text.text);
  });
}

export function labelOf(element: Element): string {
  return (element['text'] as { text: string } | undefined)?.text ?? '';
}

/** The two thumbs of `feedback_buttons`. */
export function sidesOf(element: Element): { readonly label: string; readonly value: string }[] {
  return ['positive_button', 'negative_button'].map((side) => {
    const { text, value } = element[side] as { text: { text: string }; value: string };
    return { label: text.text, value };
  });
}

export function bare({ type, action_id }: Element): Json {
  return { type, action_id };
}
