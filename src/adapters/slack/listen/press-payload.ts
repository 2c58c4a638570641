import { z } from 'zod';
import type { Event } from '../../../conversation/events.ts';
import { ELEMENT, readButtonValue } from '../keys.ts';

const optionSchema = z.object({ value: z.string() });

/** The fields of a `block_actions` payload that are read. */
export const pressSchema = z.object({
  user: z.object({ id: z.string(), username: z.string().optional(), name: z.string().optional() }),
  trigger_id: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  container: z
    .object({
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      channel_id: z.string().optional(),
      view_id: z.string().optional(),
    })
    .optional(),
  response_url: z.string().optional(),
  state: z
    .object({
      values: z.record(
        z.string(),
        z.record(z.string(), z.object({ selected_options: z.array(optionSchema).nullish() })),
      ),
    })
    .optional(),
});
export type PressPayload = z.infer<typeof pressSchema>;

export const elementSchema = z.object({
  action_id: z.string(),
  action_ts: z.string().optional(),
  value: z.string().optional(),
  selected_option: optionSchema.nullish(),
  selected_conversation: z.string().nullish(),
});
export type PressedElement = z.infer<typeof elementSchema>;

export type Pressed =
  | { readonly kind: 'press'; readonly conversation: string; readonly event: Event }
  /** A choice not sent yet, or taken back: nothing to do until the button is pressed. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable' };

/** The name of an element; a number or an id may follow it. */
export function nameOf({ action_id: id }: PressedElement): string {
  return id.split(':', 1)[0] ?? '';
}

/** What an element that acts on a conversation means. `state` holds what was chosen elsewhere in the message. */
export function readPress(element: PressedElement, state: PressPayload['state']): Pressed {
  switch (nameOf(element)) {
    case ELEMENT.press:
    case ELEMENT.feedback:
      return pressed(element.value);
    case ELEMENT.submit:
      return pressed(element.value, chosenIn(state));
    case ELEMENT.choose:
      return element.selected_option ? pressed(element.selected_option.value) : { kind: 'nothing' };
    case ELEMENT.values:
      return { kind: 'nothing' };
    default:
      return { kind: 'unreadable' };
  }
}

function pressed(value: string | undefined, values?: readonly string[]): Pressed {
  const read = readButtonValue(value ?? '');
  if (read === null) return { kind: 'unreadable' };
  const { conversation, action } = read;
  return { kind: 'press', conversation, event: { kind: 'press', action, ...(values && { values }) } };
}

function chosenIn(state: PressPayload['state']): readonly string[] {
  const elements = Object.values(state?.values ?? {}).flatMap((block) => Object.entries(block));
  const chosen = elements.find(([id]) => id === ELEMENT.values)?.[1].selected_options ?? [];
  return chosen.map((option) => option.value);
}
