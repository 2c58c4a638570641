import { z } from 'zod';
import type { Event } from '../../../conversation/events.ts';
import { ELEMENT, readButtonValue } from '../keys.ts';

const optionSchema = z.object({ value: z.string() });

/** The fields of a `block_actions` payload that are read. */
export const pressSchema = z.object({
  user: z.object({ id: z.string(), username: z.string().optional(), name: z.string().optional() }),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  container: z
    .object({
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      channel_id: z.string().optional(),
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

/** What a pressed element means. `state` holds what was chosen in the other elements of the message. */
export function readPress(element: PressedElement, state: PressPayload['state']): Pressed {
  const [name = '', rest = ''] = element.action_id.split(':', 2);
  switch (name) {
    case ELEMENT.press:
      return pressed(element.value);
    case ELEMENT.submit:
      return pressed(element.value, chosenIn(state));
    case ELEMENT.choose:
      return element.selected_option ? pressed(element.selected_option.value) : { kind: 'nothing' };
    case ELEMENT.values:
      return { kind: 'nothing' };
    case ELEMENT.share:
      return shared(rest, element.selected_conversation);
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

function shared(conversation: string, destination: string | null | undefined): Pressed {
  if (!destination) return { kind: 'nothing' };
  if (conversation === '') return { kind: 'unreadable' };
  return { kind: 'press', conversation, event: { kind: 'share', destination, note: null } };
}

function chosenIn(state: PressPayload['state']): readonly string[] {
  const elements = Object.values(state?.values ?? {}).flatMap((block) => Object.entries(block));
  const chosen = elements.find(([id]) => id === ELEMENT.values)?.[1].selected_options ?? [];
  return chosen.map((option) => option.value);
}
