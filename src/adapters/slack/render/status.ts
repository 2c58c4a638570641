import type { StatusView } from '../../../conversation/views.ts';
import { context, type Message, sections } from './blocks.ts';
import { escapeText, personTag } from './mrkdwn.ts';

const STAGE: Readonly<Record<StatusView['stage'], string>> = {
  asking: 'in progress',
  recommended: 'recommended',
  cancelled: 'cancelled',
};

/** The root of a thread: all that channel readers see, so it says where things stand and who asked. */
export function renderStatus(view: StatusView): Message {
  const blocks = [
    ...sections(`*${escapeText(view.headline)}*`),
    ...context(
      `Stream processor choice for ${personTag(view.startedBy)}${withOthers(view)} · ${STAGE[view.stage]}`,
    ),
  ];
  return { text: escapeText(view.text), blocks };
}

/** Names shown at most; the answers name the others. */
const MOST_NAMES = 10;

function withOthers({ others = [] }: StatusView): string {
  return others.length === 0
    ? ''
    : `, with answers by ${others.slice(0, MOST_NAMES).map(personTag).join(', ')}`;
}
