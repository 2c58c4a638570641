import type { KnownBlock } from '@slack/types';
import type { SharedView } from '../../../conversation/views.ts';
import { buttonValue, ELEMENT } from '../keys.ts';
import { button, context, header, type Message, type Place, sections } from './blocks.ts';
import { bullets, escapeText, linkTo, personTag } from './mrkdwn.ts';
import { flipList, reasonList } from './reasons.ts';
import { itemLine } from './understood.ts';

/** Where the card belongs, and the way back; `permalink` null: none to be had. */
type Where = Place & { readonly permalink: string | null };

/** The compact card for another channel: the verdict, who shared it, the way back, and a way to take it back. */
export function renderShared(view: SharedView, place: Where): Message {
  const remove = button(place, { label: 'Remove', action: 'unshare', emphasis: 'plain' }, 0);
  return {
    text: escapeText(view.text),
    blocks: [
      ...cardBlocks(view, place.permalink),
      {
        type: 'actions',
        elements: [
          {
            ...remove,
            action_id: ELEMENT.unshare,
            value: buttonValue(place.conversation, ELEMENT.unshare),
            accessibility_label: 'Remove this recommendation; only for who shared it',
          },
        ],
      },
    ],
  };
}

/** What people read of the card; also its preview before it is posted. */
export function cardBlocks(view: SharedView, permalink: string | null): KnownBlock[] {
  const back = permalink === null ? '' : linkTo({ title: 'Open the conversation', url: permalink });
  return [
    header(view.headline),
    ...sections(view.note === null ? '' : escapeText(view.note)),
    ...sections(reasonList('Because', view.reasons)),
    ...sections(flipList(view.wouldChange)),
    ...sections(bullets('Requirements', view.requirements.map(itemLine))),
    ...context(
      `Shared by ${personTag(view.sharedBy)}`,
      back,
      `As of ${escapeText(view.date)} · knowledge ${escapeText(view.knowledge)}`,
    ),
  ];
}
