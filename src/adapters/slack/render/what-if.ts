import type { WhatIfView } from '../../../conversation/views.ts';
import { buttons, type Message, type Place, sections } from './blocks.ts';
import { escapeText } from './mrkdwn.ts';
import { reasonList } from './reasons.ts';

/** What another requirement would do to the verdict, without changing anything yet. */
export function renderWhatIf(view: WhatIfView, place: Place): Message {
  const after = escapeText(view.after);
  const outcome = view.changed ? `${escapeText(view.before)} → *${after}*` : `still *${after}*`;
  const blocks = [
    ...sections(`*What if:* ${escapeText(view.change)}\n${outcome}`),
    ...sections(reasonList('Because', view.reasons)),
    ...buttons(place, view.controls),
  ];
  return { text: escapeText(view.text), blocks };
}
