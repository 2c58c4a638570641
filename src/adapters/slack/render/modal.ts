import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { plain } from './blocks.ts';
import { LIMIT } from './limits.ts';

/** What all our modals share. `metadata` is carried to the submission: ids only. */
export function modal(parts: {
  readonly callback: string;
  readonly title: string;
  readonly submit: string;
  readonly metadata: string;
  readonly blocks: readonly KnownBlock[];
}): ModalView {
  return {
    type: 'modal',
    callback_id: parts.callback,
    private_metadata: parts.metadata,
    title: plain(parts.title, LIMIT.viewTitle),
    submit: plain(parts.submit, LIMIT.viewTitle),
    close: plain('Cancel', LIMIT.viewTitle),
    blocks: parts.blocks.slice(0, LIMIT.viewBlocks),
  };
}

/** One field; its block has the name of its element, which is how errors find it. */
export function field(
  name: string,
  label: string,
  element: InputBlock['element'],
  more: { readonly optional?: boolean; readonly hint?: string } = {},
): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plain(label, LIMIT.inputLabel),
    element: { ...element, action_id: name },
    optional: more.optional ?? false,
    ...(more.hint === undefined ? {} : { hint: plain(more.hint, LIMIT.inputLabel) }),
  };
}
