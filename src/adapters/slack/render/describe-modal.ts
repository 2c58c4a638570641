import type { ModalView } from '@slack/types';
import { CALLBACK } from '../keys.ts';
import { plain } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { field, modal } from './modal.ts';

const LONGEST_DESCRIPTION = 3_000;

/** The form from which an interview begins where there is no channel: what is known, and where to go on. */
export function describeModal(): ModalView {
  return modal({
    callback: CALLBACK.describe,
    title: 'Pick a stream engine',
    submit: 'Start',
    metadata: '',
    blocks: [
      field(
        'words',
        'What do you know about the workload?',
        {
          type: 'plain_text_input',
          multiline: true,
          max_length: LONGEST_DESCRIPTION,
          placeholder: plain(
            'Clickstream from Kafka, results within 2 seconds, we know SQL',
            LIMIT.placeholder,
          ),
        },
        { optional: true, hint: 'Leave it empty to be asked question by question.' },
      ),
      field(
        'place',
        'Where shall we go on?',
        {
          type: 'conversations_select',
          placeholder: plain('In a direct message', LIMIT.placeholder),
          filter: { include: ['public', 'private'], exclude_bot_users: true },
        },
        { optional: true, hint: 'Without a channel I write to you directly.' },
      ),
    ],
  });
}
