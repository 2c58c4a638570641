import type { ActionsBlock, ConversationsSelect, KnownBlock } from '@slack/types';
import { ELEMENT } from '../keys.ts';
import type { DesignChannel } from '../ports.ts';
import { context, type Message, plain, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { channelTag, personTag } from './mrkdwn.ts';

/** The settings of a workspace, each with who changed it. */
export function renderSettings(design: DesignChannel | null): Message {
  const blocks = settingsBlocks(design);
  return { text: `Settings. ${designLine(design)}`, blocks };
}

/** The same blocks stand in the Home tab. */
export function settingsBlocks(design: DesignChannel | null): KnownBlock[] {
  const clear: ActionsBlock['elements'] =
    design === null
      ? []
      : [
          {
            type: 'button',
            action_id: ELEMENT.noDesign,
            text: plain('No default', LIMIT.buttonText),
            accessibility_label: 'Remove the default design channel',
          },
        ];
  return [
    ...sections(`*Design channel*\n${designLine(design)}`),
    { type: 'actions', elements: [picker(design), ...clear] },
    ...context('Everybody in the workspace can change this, and sees who did.'),
  ];
}

function picker(design: DesignChannel | null): ConversationsSelect {
  return {
    type: 'conversations_select',
    action_id: ELEMENT.design,
    placeholder: plain('Choose the design channel', LIMIT.placeholder),
    ...(design === null ? {} : { initial_conversation: design.channel }),
    filter: { include: ['public', 'private'], exclude_bot_users: true },
  };
}

function designLine(design: DesignChannel | null): string {
  if (design === null) return 'None yet: whoever posts a recommendation chooses the channel.';
  const day = new Date(design.at).toISOString().slice(0, 10);
  return `Recommendations go to ${channelTag(design.channel)} unless another channel is chosen; set by ${personTag(design.by)} on ${day}.`;
}
