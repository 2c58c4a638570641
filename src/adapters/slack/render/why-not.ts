import type { WhyNotView } from '../../../conversation/views.ts';
import { buttons, type Message, type Place, sections } from './blocks.ts';
import { bullets, escapeText } from './mrkdwn.ts';
import { reasonList } from './reasons.ts';

/** The case of an engine that is not the pick, and what would make it win. */
export function renderWhyNot(view: WhyNotView, place: Place): Message {
  const ways = view.wouldWin.map(({ change, pick }) => `${escapeText(change)} → ${escapeText(pick)}`);
  const blocks = [
    ...sections(`*${escapeText(view.headline)}*`),
    ...sections(reasonList('Against it', view.against)),
    ...sections(reasonList('For it', view.supports)),
    ...sections(bullets('It would win with', ways)),
    ...sections(escapeText(view.noWay ?? '')),
    ...buttons(place, view.controls),
  ];
  return { text: escapeText(view.text), blocks };
}
