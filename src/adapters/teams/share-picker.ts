import type { CardElement } from '../cards/card-json.ts';
import { paragraph } from '../cards/elements.ts';
import { INPUT } from '../cards/press-data.ts';
import { clip, plainLine } from '../cards/text.ts';
import type { Destination } from './destinations.ts';
import { words } from './words.ts';

const NAME_CHARS = 80;
const NOTE_CHARS = 500;

/** The part below a recommendation with which it is posted to a channel; how to set one up when there is none. */
export function sharePicker(channels: readonly Destination[], conversation: string): CardElement[] {
  const [first] = channels;
  if (first === undefined)
    return [paragraph(words.howToShare, { size: 'small', isSubtle: true, separator: true })];
  return [
    {
      type: 'Input.ChoiceSet',
      id: INPUT.destination,
      label: 'Post the result to',
      isMultiSelect: false,
      style: 'compact',
      wrap: true,
      isRequired: true,
      errorMessage: 'Choose a channel first.',
      separator: true,
      spacing: 'medium',
      choices: channels.map(({ id, name }) => ({ title: clip(plainLine(name), NAME_CHARS), value: id })),
    },
    {
      type: 'Input.Text',
      id: INPUT.note,
      label: 'A word to the team (optional)',
      isMultiline: true,
      maxLength: NOTE_CHARS,
    },
    {
      type: 'ActionSet',
      actions: [
        {
          type: 'Action.Submit',
          title: 'Post',
          associatedInputs: 'auto',
          data: { conversation, share: true },
        },
      ],
    },
  ];
}
