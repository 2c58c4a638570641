import type { Address } from '../../turns/types.ts';
import { PLATFORM } from './types.ts';

/** Where a conversation lives in Slack. `thread` is the root's ts; null before the root is posted, and in a flat DM. */
export type SlackAddress = {
  readonly team: string;
  readonly channel: string;
  readonly thread: string | null;
  /** Of the slash command that began it: reaches the person even where we may not post. Lives 30 minutes. */
  readonly responseUrl: string | null;
  /** We posted there without being a member, so typed replies do not reach us. */
  readonly deaf: boolean;
};

/** The key by which later deliveries name a conversation; without thread, the DM as a whole. */
export function conversationKey(team: string, channel: string, thread: string | null): string {
  return [PLATFORM, team, channel, thread ?? ''].join(':');
}

/** Keys of deliveries: the same for every retry and for every form in which one thing arrives. */
export const deliveryKey = {
  /** A mention arrives as `app_mention` and as `message`; channel and ts are common to both. */
  message: (team: string, channel: string, ts: string): string => `slack:message:${team}:${channel}:${ts}`,
  command: (triggerId: string): string => `slack:command:${triggerId}`,
  press: (team: string, channel: string, message: string, action: string, at: string): string =>
    `slack:press:${team}:${channel}:${message}:${action}:${at}`,
  /** A shortcut or a modal that was sent; each has an id of its own. */
  interaction: (kind: string, id: string): string => `slack:${kind}:${id}`,
} as const;

/** Read an address as it was stored. Throws when it is none of ours: another adapter's row must not be posted here. */
export function slackAddress(address: Address): SlackAddress {
  const { team, channel, thread, responseUrl, deaf } = address;
  if (typeof team !== 'string' || typeof channel !== 'string') {
    throw new Error(
      'Expected a Slack address with "team" and "channel"; the outbox row names another platform.',
    );
  }
  return { team, channel, thread: thread ?? null, responseUrl: responseUrl ?? null, deaf: deaf === 'yes' };
}

/** The room by which past conversations are listed. */
export function placeOf(team: string, channel: string): string {
  return `${team}:${channel}`;
}

/** A direct message with the app: flat, private, and without membership trouble. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

/** The value of a button: which conversation, which action. Ids only, since values travel through people's clients. */
export function buttonValue(conversation: string, action: string): string {
  return `${conversation}|${action}`;
}

/** Read a button's value; null when it was not made by `buttonValue`. */
export function readButtonValue(
  value: string,
): { readonly conversation: string; readonly action: string } | null {
  const bar = value.indexOf('|');
  if (bar < 1 || bar === value.length - 1) return null;
  return { conversation: value.slice(0, bar), action: value.slice(bar + 1) };
}

/** Names of our modals and shortcuts. */
export const CALLBACK = {
  share: 'share',
  feedback: 'feedback',
  describe: 'describe',
  /** On a message. */
  pick: 'pick_engine',
  /** From everywhere. */
  begin: 'start_streamchoice',
} as const;

/** Names of our interactive elements. A number or a conversation id may follow the colon. */
export const ELEMENT = {
  press: 'press',
  choose: 'choose',
  submit: 'submit',
  values: 'values',
  /** A picker of messages from before there was a modal for sharing. */
  share: 'share',
  post: 'post',
  feedback: 'feedback',
  unshare: 'unshare',
  /** Begin, with the words in its value. */
  start: 'start',
  /** Open the form for a description. */
  describe: 'describe',
  join: 'join',
  direct: 'direct',
  design: 'design',
  noDesign: 'no-design',
  forget: 'forget',
  /** The channel whose recommendations the Home tab shows. */
  room: 'room',
} as const;
