import type { ModalView } from '@slack/types';
import { CALLBACK } from '../keys.ts';
import { option } from './blocks.ts';
import { field, modal } from './modal.ts';

/** What can be wrong with a reply; the ids are kept and counted. */
export const REASONS = [
  { id: 'wrong', label: 'It is wrong' },
  { id: 'outdated', label: 'It is out of date' },
  { id: 'not-my-case', label: 'It does not fit our case' },
  { id: 'unclear', label: 'It is hard to understand' },
  { id: 'missing', label: 'Something is missing' },
] as const;

const LONGEST_COMMENT = 3_000;

/** The short form after a bad vote; every field may stay empty, since the vote is counted already. */
export function feedbackModal(metadata: string): ModalView {
  const options = REASONS.map(({ id, label }) => option(label, id));
  return modal({
    callback: CALLBACK.feedback,
    title: 'What went wrong?',
    submit: 'Send',
    metadata,
    blocks: [
      field('reason', 'What was it?', { type: 'radio_buttons', options }, { optional: true }),
      field(
        'comment',
        'Tell us more',
        { type: 'plain_text_input', multiline: true, max_length: LONGEST_COMMENT },
        { optional: true, hint: 'Goes to those who maintain the knowledge base, without your name.' },
      ),
    ],
  });
}
