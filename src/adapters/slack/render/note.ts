import type { NoteView } from '../../../conversation/views.ts';
import { buttons, type Message, type Place, sections } from './blocks.ts';
import { LIMIT } from './limits.ts';
import { escapeText } from './mrkdwn.ts';
import { positionList, withMentions } from './positions.ts';

/** Escaping makes of one character at most "&amp;". */
const MOST_PER_CHARACTER = 5;
/** Below the room a message has beside the remark that it was shortened. */
const ROOM = LIMIT.total / 1.1;

/** Whether a note surely fits one message, found without rendering it: each turn has to count its messages. */
export function isShortNote({ title, lines, controls, positions = [] }: NoteView): boolean {
  const written = lines.reduce((sum, line) => sum + line.length + 1, title.length + 2);
  const shown = MOST_PER_CHARACTER * written + LIMIT.buttonText * controls.length;
  return positions.length === 0 && shown < ROOM;
}

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
