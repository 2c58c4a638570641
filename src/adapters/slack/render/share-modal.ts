import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { SharedView } from '../../../conversation/views.ts';
import { CALLBACK } from '../keys.ts';
import { context, option, plain, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { field, modal } from './modal.ts';
import { channelTag } from './mrkdwn.ts';
import { cardBlocks } from './shared.ts';

/** What the modal carries to its submission. `external`: the channel whose warning was shown already. */
export const shareMetadataSchema = z.object({
  conversation: z.string(),
  /** Where it was opened. */
  channel: z.string(),
  external: z.string().nullable(),
});
export type ShareMetadata = z.infer<typeof shareMetadataSchema>;

export type ShareDraft = {
  readonly card: SharedView;
  readonly destination: string | null;
  readonly metadata: ShareMetadata;
  /** Channel that other companies see; posting there needs a second yes. */
  readonly warning: string | null;
};

const LONGEST_NOTE = 500;

/** Names of the fields. */
export const SHARE_FIELD = {
  destination: 'destination',
  note: 'note',
  words: 'words',
  sure: 'sure',
} as const;

/** "Post to channel": what will be posted, where, with which words. */
export function shareModal({ card, destination, metadata, warning }: ShareDraft): ModalView {
  return modal({
    callback: CALLBACK.share,
    title: 'Post to channel',
    submit: 'Post',
    metadata: JSON.stringify(metadata),
    blocks: [
      ...warningBlocks(warning),
      field(SHARE_FIELD.destination, 'Channel', {
        type: 'conversations_select',
        placeholder: plain('Choose a channel', LIMIT.placeholder),
        ...(destination === null ? {} : { initial_conversation: destination }),
        filter: { include: ['public', 'private'], exclude_bot_users: true },
      }),
      field(
        SHARE_FIELD.note,
        'A word to the channel',
        { type: 'plain_text_input', multiline: true, max_length: LONGEST_NOTE },
        { optional: true },
      ),
      field(
        SHARE_FIELD.words,
        'What people typed',
        { type: 'checkboxes', options: [option("Show the team's own words beside the requirements", 'yes')] },
        { optional: true, hint: 'Left out otherwise: only what was read from them is posted.' },
      ),
      ...sections('*This will be posted*, with the decision record in its thread:'),
      ...cardBlocks(card, null),
    ],
  });
}

function warningBlocks(channel: string | null): KnownBlock[] {
  if (channel === null) return [];
  const label = 'Yes, people outside may read it';
  return [
    ...sections(
      `*Warning:* ${channelTag(channel)} is shared with another company. Its people will see the recommendation and the decision record.`,
    ),
    field(SHARE_FIELD.sure, 'Post there all the same?', {
      type: 'checkboxes',
      options: [option(label, 'yes')],
    }),
    ...context('Or choose another channel below.'),
  ];
}
