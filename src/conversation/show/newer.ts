import type { Context } from '../context.ts';
import { action } from '../press.ts';
import type { Control, NoteView } from '../views.ts';
import { knowledgeName } from './names.ts';
import { control, note } from './note.ts';

/** The offer to go on with the knowledge now in use; none where there is no newer one. */
export function newerControls({ newer }: Context): Control[] {
  return newer === undefined ? [] : [control('Use the new knowledge', action.renew)];
}

/** That the knowledge has moved on since the conversation began. */
export function newerNote(context: Context, newer: Context): NoteView {
  const lines = [
    `This conversation goes by the knowledge it began with, ${knowledgeName(context)}; ${knowledgeName(newer)} is in use now.`,
    'Go on as before, or use the new knowledge: what was said is kept.',
  ];
  return note('There is newer knowledge.', lines, newerControls(context));
}
