import type { ConversationsSelect, HomeView, KnownBlock } from '@slack/types';
import { ELEMENT } from '../keys.ts';
import type { DesignChannel } from '../ports.ts';
import { COMMAND } from '../words.ts';
import { context, header, plain, sections } from './blocks.ts';
import { historyList, type PastLine } from './history.ts';
import { LIMIT } from './limits.ts';
import { bullets, channelTag, escapeText } from './mrkdwn.ts';
import { settingsBlocks } from './settings.ts';

/** What was recommended in a channel that the person chose, or why that is not shown. */
export type RoomList = { readonly channel: string } & (
  | { readonly past: readonly PastLine[] }
  | { readonly refusal: string }
);

/** The Home tab: what this is, how to start, what was recommended, settings, help, and what is kept. */
export function renderHome(parts: {
  readonly past: readonly PastLine[];
  readonly room: RoomList | null;
  readonly design: DesignChannel | null;
  readonly about: { readonly version: string; readonly knowledge: string };
}): HomeView {
  const { past, room, design, about } = parts;
  const none = 'None yet. Start with the button above, or in any channel with `/streamchoice`.';
  const blocks: KnownBlock[] = [
    header('Which stream processor, and why'),
    ...sections(
      'A few questions about a workload, then a recommendation one can defend: Apache Flink, Spark, Kafka Streams, two side by side, or none.',
    ),
    startRow(),
    { type: 'divider' },
    header('Your recommendations'),
    ...sections(past.length === 0 ? none : historyList('', past)),
    ...roomBlocks(room),
    { type: 'divider' },
    header('Settings'),
    ...settingsBlocks(design),
    { type: 'divider' },
    header('Help'),
    ...sections(
      bullets('', [
        `\`${COMMAND}\` starts in a channel, \`${COMMAND} help\` shows all that works`,
        `\`${COMMAND} ask how does recovery work?\` answers from the knowledge base, with sources`,
        'Votes under an answer reach those who maintain the knowledge base, without your name',
      ]),
    ),
    header('What is kept about you'),
    ...sections(
      'Your Slack id with the answers you gave, and the recommendations made of them. No names, no messages outside our threads; nothing is sent elsewhere.',
    ),
    forgetRow(),
    ...context(`streamchoice ${escapeText(about.version)} · knowledge ${escapeText(about.knowledge)}`),
  ];
  return { type: 'home', blocks };
}

function roomBlocks(room: RoomList | null): KnownBlock[] {
  const picker: ConversationsSelect = {
    type: 'conversations_select',
    action_id: ELEMENT.room,
    placeholder: plain('Show those of a channel', LIMIT.placeholder),
    ...(room === null ? {} : { initial_conversation: room.channel }),
    filter: { include: ['public', 'private'], exclude_bot_users: true },
  };
  return [{ type: 'actions', elements: [picker] }, ...sections(room === null ? '' : roomText(room))];
}

function roomText(room: RoomList): string {
  if ('refusal' in room) return room.refusal;
  const title = `In ${channelTag(room.channel)}`;
  return room.past.length === 0 ? `*${title}*\nNone yet.` : historyList(title, room.past);
}

function startRow(): KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        style: 'primary',
        action_id: ELEMENT.describe,
        text: plain('Start', LIMIT.buttonText),
        accessibility_label: 'Start: describe a workload',
      },
    ],
  };
}

/** Asked for twice: what is deleted cannot come back. */
function forgetRow(): KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        style: 'danger',
        action_id: ELEMENT.forget,
        text: plain('Delete my data', LIMIT.buttonText),
        confirm: {
          title: plain('Delete your data?', 100),
          text: plain(
            'Your conversations and recommendations are deleted for good. What was posted to channels stays there.',
            300,
          ),
          confirm: plain('Delete', 30),
          deny: plain('Keep', 30),
        },
      },
    ],
  };
}
