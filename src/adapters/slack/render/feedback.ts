import type { ActionsBlock, ContextActionsBlock, KnownBlock } from '@slack/types';
import type { FeedbackControls } from '../../../conversation/views.ts';
import { buttonValue, ELEMENT } from '../keys.ts';
import { type Place, plain } from './blocks.ts';
import { LIMIT } from './limits.ts';

/** Thumbs under a reply, each with words for screen readers; none for a reply of an earlier version. */
export function feedbackBlock(place: Place, feedback: FeedbackControls | undefined): KnownBlock[] {
  if (feedback === undefined) return [];
  const side = ({ label, action }: FeedbackControls['up'], spoken: string) => ({
    text: plain(label, LIMIT.buttonText),
    value: buttonValue(place.conversation, action),
    accessibility_label: spoken,
  });
  const block: ContextActionsBlock = {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: ELEMENT.feedback,
        positive_button: side(feedback.up, 'Vote that this was helpful'),
        negative_button: side(feedback.down, 'Vote that this was not helpful'),
      },
    ],
  };
  return [block];
}

/** The same votes as ordinary buttons, for a workspace whose Slack does not know the thumbs yet. */
export function plainFeedback(block: KnownBlock): KnownBlock {
  if (block.type !== 'context_actions') return block;
  const elements = block.elements.flatMap((element) =>
    element.type === 'feedback_buttons'
      ? [element.positive_button, element.negative_button].map((side, at) => ({
          type: 'button' as const,
          action_id: `${ELEMENT.feedback}:${at}`,
          ...side,
        }))
      : [],
  );
  const actions: ActionsBlock = { type: 'actions', elements };
  return actions;
}
