import type { KnownBlock } from '@slack/types';
import type { Votes } from '../ports.ts';
import { context, type Message, sections } from './blocks.ts';
import { bullets, cutPlain, escapeText, linkTo, personTag } from './mrkdwn.ts';

/** One past recommendation. `permalink` null: in direct messages, or gone. */
export type PastLine = {
  readonly headline: string;
  readonly startedBy: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly permalink: string | null;
  /** Null: nobody has voted. */
  readonly votes: Votes | null;
};

/** Past recommendations of a person and of a channel. */
export function renderHistory(mine: readonly PastLine[], room: readonly PastLine[]): Message {
  const none = mine.length + room.length === 0;
  const text = none
    ? 'There are no recommendations yet, neither yours nor in this channel. Start one with `/streamchoice`.'
    : [historyList('Yours', mine), historyList('In this channel', room)]
        .filter((part) => part !== '')
        .join('\n\n');
  const blocks: KnownBlock[] = [...sections(text), ...context('Newest first; only you can see this list.')];
  return { text, blocks };
}

/** A titled list of past recommendations as markup, empty for none. */
export function historyList(title: string, past: readonly PastLine[]): string {
  return bullets(title, past.map(line));
}

/** A list is to be looked over. */
const HEADLINE_CHARACTERS = 150;

function line({ headline, startedBy, at, permalink, votes }: PastLine): string {
  const title = cutPlain(headline, HEADLINE_CHARACTERS);
  const day = new Date(at).toISOString().slice(0, 10);
  const name = permalink === null ? escapeText(title) : linkTo({ title, url: permalink });
  const asked = `${name} · ${day} · asked by ${personTag(startedBy)}`;
  return votes === null ? asked : `${asked} · helpful to ${votes.up}, not to ${votes.down}`;
}
