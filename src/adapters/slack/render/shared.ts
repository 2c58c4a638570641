import type { SharedView } from '../../../conversation/views.ts';
import { context, header, type Message, sections } from './blocks.ts';
import { bullets, escapeText, linkTo, personTag } from './mrkdwn.ts';
import { flipList, reasonList } from './reasons.ts';
import { itemLine } from './understood.ts';

/** The compact card for another channel: the verdict, who shared it, and the way back. `permalink` null: none to be had. */
export function renderShared(view: SharedView, permalink: string | null): Message {
  const back = permalink === null ? '' : linkTo({ title: 'Open the conversation', url: permalink });
  const blocks = [
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
  return { text: escapeText(view.text), blocks };
}
