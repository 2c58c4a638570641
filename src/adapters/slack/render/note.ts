import type { NoteView } from '../../../conversation/views.ts';
import { buttons, type Message, type Place, sections } from './blocks.ts';
import { escapeText } from './mrkdwn.ts';
import { positionList, withMentions } from './positions.ts';

/** Help, notices and refusals. */
export function renderNote(view: NoteView, place: Place): Message {
  const lines = view.lines.map(escapeText);
  const positions = positionList(view.positions);
  const people = positions === '' ? [] : [positions];
  const blocks = [
    ...sections([`*${escapeText(view.title)}*`, ...people, ...lines].join('\n')),
    ...buttons(place, view.controls),
  ];
  return { text: withMentions(escapeText(view.text), view.positions), blocks };
}
