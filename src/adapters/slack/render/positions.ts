import type { Position } from '../../../conversation/views.ts';
import { bullets, escapeText, personTag } from './mrkdwn.ts';

/** Who said what, people as mentions, with the pick that follows from it; empty for none. */
export function positionList(positions: readonly Position[] | undefined): string {
  const lines = (positions ?? []).map(
    ({ by, value, pick }) => `${personTag(by)}: *${escapeText(value)}* → ${escapeText(pick)}`,
  );
  return bullets('', lines);
}

/** An escaped text with the ids of these people turned into mentions. */
export function withMentions(escaped: string, positions: readonly Position[] | undefined): string {
  return (positions ?? []).reduce((text, { by }) => {
    const tag = personTag(by);
    return tag.startsWith('<@') ? text.replaceAll(new RegExp(`(?<![@\\w])${by}\\b`, 'g'), tag) : text;
  }, escaped);
}
